import { browser } from '$app/environment';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { dayKey } from '#lib/i18n/time.ts';
import { publicSlots, type Found } from '#lib/slots/fetch.ts';
import { readWanted } from '#lib/slots/wanted.ts';

export const ssr = true;
export const prerender = true;

export async function load({ url }) {
  const wanted = {
    ...readWanted(browser ? url.searchParams : new URLSearchParams(), dayKey(new Date())),
    mine: false,
  };
  // Written beforehand, the page waits for the slots as it does in a browser.
  const slots = browser ? publicSlots(wanted) : new Promise<Found>(() => undefined);
  await loadWords('slots');
  return { wanted, slots };
}
