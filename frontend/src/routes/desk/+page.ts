import { heard } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { guard } from '#lib/shell/guard.ts';
import { askToday, hasToday } from '#lib/shell/today.svelte.ts';

export async function load({ url }) {
  await guard(
    url,
    'coordinator',
    'psychologist',
    'officer',
    'host',
    'admin',
    'liaison',
    'researcher',
    'privacy',
  );
  await loadWords('slots', 'mentorForm', 'staff');
  if (!hasToday()) return {};
  return { first: heard(askToday()) };
}
