import { loadWords } from '#lib/i18n/index.svelte.ts';
import { askMine } from '#lib/mentor/mine.svelte.ts';

export async function load({ parent }) {
  await Promise.all([parent(), loadWords('mentorHome', 'mentor')]);
  return { mine: askMine() };
}
