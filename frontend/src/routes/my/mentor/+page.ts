import { askMine } from '#lib/mentor/mine.svelte.ts';

export async function load({ parent }) {
  await parent();
  return { mine: askMine() };
}
