import { daysFrom } from '#lib/base/days.ts';
import { dayKey } from '#lib/i18n/time.ts';

/** Between which days a yes may end. */
export const yesEnds = () => untilIn(366);

/** Between which days an order may end; the longest are for decades. */
export const orderEnds = () => untilIn(20 * 366);

function untilIn(days: number) {
  const min = dayKey(new Date());
  return { min, max: daysFrom(min, days) };
}
