import type { Got } from '#lib/api/client.ts';

export type Breaches = Got<'/api/v1/breaches'>;
export type Breach = Got<'/api/v1/breaches/{id}'>;
export type Noted = Breach['steps'][number];
export type Step = Noted['step'];

/** What is done about a breach, in this order: the guidance of the Privacy Commissioner. */
export const steps: readonly Step[] = [
  'gather',
  'contain',
  'assess',
  'notify_commissioner',
  'notify_people',
  'prevent',
  'close',
];

/** Steps that may turn out not to be needed, and then it is said why. */
export const spared: readonly Step[] = ['contain', 'notify_commissioner', 'notify_people'];

/** Characters of what happened and of each note. */
export const NOTE = { least: 10, most: 4000 } as const;

/** How a breach stands, as a sign says it. */
export const signs = { open: 'started', closed: 'done' } as const satisfies Record<Breach['state'], string>;

/** One step with all that was noted of it, and whether something may be noted now. */
export interface Stage {
  step: Step;
  notes: Noted[];
  may: boolean;
}

/** All steps in their order. */
export function pathOf({ steps: noted, may }: Pick<Breach, 'may' | 'steps'>): Stage[] {
  return steps.map((step) => ({
    step,
    notes: noted.filter((one) => one.step === step),
    may: may.some(({ code, allowed }) => code === step && allowed),
  }));
}

/** The step that comes next: the first of which nothing is noted. */
export function nextOf(breach: Pick<Breach, 'may' | 'steps'>): Step | undefined {
  return pathOf(breach).find(({ notes, may }) => may && notes.length === 0)?.step;
}

/** A moment in Hong Kong, by its day and time of day. */
export const momentOf = (day: string, time: string) => `${day}T${time}:00+08:00`;

/** The most characters of what happened that a list says. */
const BRIEF = 120;

/** The beginning of what happened, for a row that leads to all of it. */
export function briefOf(what: string): string {
  const signs = [...what.replace(/\s+/g, ' ')];
  return signs.length > BRIEF ? `${signs.slice(0, BRIEF).join('')}⋯⋯` : signs.join('');
}
