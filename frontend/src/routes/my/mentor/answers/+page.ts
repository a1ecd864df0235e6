import { redirect } from '@sveltejs/kit';
import { knownMine } from '#lib/mentor/mine.svelte.ts';
import { needed } from '#lib/shell/guard.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ parent }) {
  await parent();
  const [mine, where] = await needed(Promise.all([knownMine(), places()]));
  if (!mine) redirect(303, '/my/mentor');
  return { mine, places: where };
}
