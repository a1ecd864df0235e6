import type { components } from '#lib/base/schema.d.ts';

export type StaffMentor = components['schemas']['StaffMentor'];
export type MentorLine = components['schemas']['MentorItem'];
export type MentorState = MentorLine['state'];

/** The usual way, in order; each is a tab of the list. */
export const stages = [
  'applied',
  'screening',
  'interview',
  'accepted',
  'in_training',
  'shadowing',
  'competency_review',
  'active',
] as const satisfies readonly MentorState[];

/** States beside the way, which share a row of tabs when somebody is in them. */
export const besides = ['deferred', 'paused', 'suspended', 'stepped_down', 'declined', 'withdrawn'] as const;

/** The hours of the course: done, needed at least, and of all its modules together. */
export function courseHours({ training: { hours, neededHours, modules } }: Pick<StaffMentor, 'training'>) {
  return [hours, neededHours, modules.reduce((sum, module) => sum + module.hours, 0)] as const;
}

/** Whether a state lies on the usual way. */
export const isStage = (state: MentorState) => (stages as readonly MentorState[]).includes(state);

/** Whether a step leads onward on the usual way, or back onto it from beside; staying where one is does not. */
export function isOnward(from: MentorState, to: MentorState): boolean {
  const place = (state: MentorState) => (stages as readonly MentorState[]).indexOf(state);
  return place(to) > place(from);
}

type Told = StaffMentor['history'][number];

/** What happened; lines in a row that say the same are one, from the first to the last, with their number. */
export function told(history: readonly Told[]): (Told & { times: number; until: string })[] {
  const sayOf = ({ event, state, by, note }: Told) => (note ? undefined : [event, state, by].join());
  const lines: (Told & { times: number; until: string })[] = [];
  for (const line of history) {
    const last = lines.at(-1);
    if (last && sayOf(last) !== undefined && sayOf(last) === sayOf(line)) {
      last.times += 1;
      last.until = line.at;
    } else lines.push({ ...line, times: 1, until: line.at });
  }
  return lines;
}

/** What the list is narrowed to; every state when none is named. */
export interface Wanted {
  state?: MentorState;
  q?: string;
  language?: string;
}

/** What a link asks for: the first stage when it asks for nothing, every stage when it looks for somebody. */
export function wantedOf(search: URLSearchParams): Wanted {
  const known: readonly string[] = [...stages, ...besides];
  const state = search.get('state') ?? undefined;
  const q = search.get('q') || undefined;
  const language = search.get('language') || undefined;
  const named = state && known.includes(state) ? (state as MentorState) : undefined;
  return { state: named ?? (q || language || state === 'all' ? undefined : 'applied'), q, language };
}

/** The link to what is wanted. */
export function searchOf({ state, q, language }: Wanted): string {
  const found = new URLSearchParams({
    state: state ?? 'all',
    ...(q && { q }),
    ...(language && { language }),
  });
  return `?${found.toString()}`;
}
