import type { Got } from '#lib/api/client.ts';
import { counted } from '#lib/base/counted.ts';

export type EmergencyFile = Got<'/api/v1/emergencies/{id}'>;
export type Emergencies = Got<'/api/v1/emergencies'>;
export type Emergency = EmergencyFile['emergency'];

/** The sign that goes with each state. */
export const signs = { open: 'started', over: 'waiting', reviewed: 'done' } as const satisfies Record<
  Emergency['state'],
  string
>;

/** Characters that a reason has, so that somebody else can judge it. */
export const REASON = { least: 20, most: 1000 } as const;

/** Whole minutes until it ends, never fewer than none. */
export function minutesLeft({ endsAt }: Pick<Emergency, 'endsAt'>, now: Date): number {
  return Math.max(0, Math.floor((new Date(endsAt).getTime() - now.getTime()) / 60_000));
}

/** What is too short of a reason, by its field; nothing where it is long enough or empty, which is said otherwise. */
export function tooShort(
  reason: string,
  words: (params: { min: number }) => string,
  least: number = REASON.least,
): string | undefined {
  const length = counted(reason.trim());
  return length > 0 && length < least ? words({ min: least }) : undefined;
}
