import { numberIn } from '#lib/base/numbers.ts';

/** Hours as they are sent, with why they are as they are where somebody says. */
export interface Served {
  hours: number;
  reason?: string;
}

/** Hours as people type them, in quarters from 0.25 to 12; nothing when they are not. */
export function hoursOf(typed: string): number | undefined {
  return numberIn(typed, { min: 0.25, max: 12, step: 0.25 });
}
