import { holds } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';

let counts = $state.raw<Readonly<Record<string, number>>>({});

/** How many things wait behind the ways at the side of the desk, by href. */
export function deskCounts(): Readonly<Record<string, number>> {
  return counts;
}

/** On the way to being a mentor, or one. */
const underWay = [
  'applied',
  'screening',
  'interview',
  'accepted',
  'in_training',
  'shadowing',
  'competency_review',
  'active',
  'paused',
  'suspended',
];

/** Asks for the numbers again. They are a courtesy: where they fail, the ways stand without. */
export async function askCounts() {
  const coordinator = holds('coordinator');
  if (!coordinator && !holds('psychologist')) return;
  try {
    const [{ waiting }, mentors] = await Promise.all([
      ask(api.GET('/api/v1/pairings/counts')),
      coordinator ? ask(api.GET('/api/v1/mentors/counts')) : undefined,
    ]);
    const all = underWay.reduce((sum, state) => sum + (mentors?.byState[state] ?? 0), 0);
    counts = coordinator
      ? { '/staff/queue': waiting, '/staff/mentors': all }
      : { '/clinic/proposals': waiting };
  } catch {
    counts = {};
  }
}
