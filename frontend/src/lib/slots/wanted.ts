import type { Messages } from '#lib/i18n/index.svelte.ts';
import { addDays, WINDOW } from './days.ts';

export type Category = keyof Messages['common']['categories'];
export const categories: readonly Category[] = ['elderly', 'flag_day', 'youth', 'environment', 'other'];

/** Which slots somebody wants to see; what the address of the list says. */
export interface Wanted {
  /** The first of the seven days on show. */
  start: string;
  /** The day from which the list begins, when somebody chose one. */
  day?: string;
  district?: string;
  category?: Category;
  /** Only what the person may take. */
  mine: boolean;
}

/** Reads the address; days that are past or no days become today, unknown kinds are left out. */
export function readWanted(params: URLSearchParams, today: string): Wanted {
  const start = dayOf(params.get('from'), today) ?? today;
  const day = dayOf(params.get('day'), start);
  const category = categories.find((known) => known === params.get('category'));
  return {
    start,
    day: day && day < addDays(start, WINDOW) ? day : undefined,
    district: params.get('district') || undefined,
    category,
    mine: params.get('mine') === 'true',
  };
}

/** The part of the address behind `?`; what goes without saying is left out. */
export function searchOf(wanted: Wanted, today: string): string {
  const params = new URLSearchParams();
  if (wanted.start !== today) params.set('from', wanted.start);
  if (wanted.day) params.set('day', wanted.day);
  if (wanted.district) params.set('district', wanted.district);
  if (wanted.category) params.set('category', wanted.category);
  if (wanted.mine) params.set('mine', 'true');
  return params.size > 0 ? `?${params}` : '';
}

/** What the server is asked for, without the cursor. */
export function queryOf({ start, district, category }: Wanted) {
  return { from: start, to: addDays(start, WINDOW - 1), district, category, limit: 100 };
}

/** Whether anything but the days narrows the list. */
export function isNarrowed({ district, category, mine }: Wanted): boolean {
  return !!district || !!category || mine;
}

function dayOf(text: string | null, earliest: string): string | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) return undefined;
  return text >= earliest ? text : undefined;
}
