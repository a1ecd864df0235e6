import type { Bar } from '#lib/charts/bars.ts';
import type { components } from '#lib/base/schema.d.ts';
import type { Messages } from '#lib/i18n/index.svelte.ts';

export type Mentoring = components['schemas']['MentoringFigures'];
export type Band = Mentoring['waiting'][number];
export type Stage = Mentoring['mentors'][number];
export type Day = components['schemas']['DayFigure'];
type Words = Messages<'staff'>['reports'];

const total = (numbers: number[]) => numbers.reduce((all, number) => all + number, 0);

/** How long those in a band have waited, in words. */
export function bandName({ fromDays, toDays }: Band, words: Words['waiting']): string {
  if (toDays == null) return words.over(fromDays - 1);
  return fromDays === 0 ? words.up(toDays) : words.between(fromDays, toDays);
}

/** How many wait, and for how many of them there is a suitable mentor; nothing where no round has said so. */
export function waitingOf(bands: readonly Band[]): { all: number; suitable: number | undefined } {
  const known = bands.every(({ suitable }) => suitable != null);
  return {
    all: total(bands.map(({ waiting }) => waiting)),
    suitable: known ? total(bands.map(({ suitable }) => suitable ?? 0)) : undefined,
  };
}

/** Those who wait as bars: with a suitable mentor, with none, not known yet; one part while no round has said so. */
export function waitingBars(bands: readonly Band[], words: Words['waiting']): Bar[] {
  const { all } = waitingOf(bands);
  return bands.map((band) => {
    const { waiting, suitable, none } = band;
    const label = bandName(band, words);
    if (suitable == null || none == null) return { label, values: [waiting], total: `${waiting}/${all}` };
    return {
      label,
      values: [suitable, none, waiting - suitable - none],
      total: `${suitable}/${waiting}`,
    };
  });
}

/** The days as bars, taken and free; where half or more is free, that asks for care. */
export function shiftBars(
  days: readonly Day[],
  label: (day: string) => string,
  name: (day: string) => string,
): Bar[] {
  return days.map(({ date, taken, capacity }) => ({
    label: label(date),
    name: name(date),
    values: [taken, capacity - taken],
    total: capacity > 0 ? `${taken}/${capacity}` : '',
    care: capacity > 0 && taken * 2 <= capacity,
  }));
}

/** Places of some days: free ones and all. */
export function placesOf(days: readonly Day[]): { free: number; all: number } {
  return {
    free: total(days.map(({ taken, capacity }) => capacity - taken)),
    all: total(days.map(({ capacity }) => capacity)),
  };
}

/** Languages that are wanted and that no mentor speaks. */
export function unspoken(languages: Mentoring['languages']): { codes: string[]; people: number } {
  const missing = languages.filter(({ wanted, spoken }) => wanted > 0 && spoken === 0);
  return { codes: missing.map(({ code }) => code), people: total(missing.map(({ wanted }) => wanted)) };
}

const onTheWay: readonly Stage['state'][] = [
  'applied',
  'screening',
  'interview',
  'accepted',
  'in_training',
  'shadowing',
  'competency_review',
];

/** Counts by state as stages, in the order of the way. */
export function stagesOf(byState: Readonly<Record<string, number>>): Stage[] {
  const shown = [...onTheWay, 'active', 'paused', 'suspended'] as const;
  return shown.map((state) => ({ state, count: byState[state] ?? 0 }));
}

/** Stages as bars, each with its share of all and, where there is a list of each, the way to it. */
export function stageBars(
  stages: readonly Stage[],
  name: (state: Stage['state']) => string,
  hrefOf?: (state: Stage['state']) => string,
): Bar[] {
  const all = total(stages.map(({ count }) => count));
  return stages.map(({ state, count }) => ({
    label: name(state),
    values: [count],
    total: `${count}/${all}`,
    href: count > 0 ? hrefOf?.(state) : undefined,
  }));
}

/** Mentors who are certified and active, and those who are on the way to it. */
export function mentorsOf(stages: Mentoring['mentors']): { active: number; coming: number } {
  const those = (wanted: (state: Stage['state']) => boolean) =>
    total(stages.filter(({ state }) => wanted(state)).map(({ count }) => count));
  return { active: those((state) => state === 'active'), coming: those((state) => onTheWay.includes(state)) };
}
