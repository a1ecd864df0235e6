import { loadWords } from '#lib/i18n/index.svelte.ts';
import { dayKey } from '#lib/i18n/time.ts';
import { publicSlots } from '#lib/slots/fetch.ts';
import { readWanted } from '#lib/slots/wanted.ts';

export async function load({ url }) {
  const wanted = { ...readWanted(url.searchParams, dayKey(new Date())), mine: false };
  const slots = publicSlots(wanted);
  await loadWords('slots');
  return { wanted, slots };
}
