import { loadWords } from '#lib/i18n/index.svelte.ts';
import { askMine, hasBeenMentor } from '#lib/mentor/mine.svelte.ts';

export async function load({ parent }) {
  await Promise.all([parent(), loadWords('mentorHome', 'mentor')]);
  const mine = askMine();
  const told = mine
    .then(async (found) =>
      found && hasBeenMentor(found) ? (await import('#lib/home/told.ts')).toldOfPairings() : undefined,
    )
    // The page is whole without it.
    .catch(() => undefined);
  return { mine, told };
}
