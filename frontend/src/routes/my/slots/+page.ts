import { dayKey } from '#lib/i18n/time.ts';
import { slotsForMe } from '#lib/slots/fetch.ts';
import { readWanted } from '#lib/slots/wanted.ts';

export function load({ url }) {
  const wanted = readWanted(url.searchParams, dayKey(new Date()));
  return { wanted, slots: slotsForMe(wanted) };
}
