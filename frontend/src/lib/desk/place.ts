import { tick } from 'svelte';
import { focusHeading } from '#lib/base/heading.ts';

/** The reader comes for one row of a list, which may have been on its way: their place is there, if it is. */
export async function placeAt(id: string) {
  await tick();
  const row = document.getElementById(id);
  if (!row) return focusHeading();
  if (row.tabIndex < 0) row.tabIndex = -1;
  row.focus();
}
