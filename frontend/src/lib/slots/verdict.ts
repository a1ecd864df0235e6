import type { Reason } from '#lib/api/problem.ts';
import type { Code } from '#lib/i18n/codes.ts';
import type { IconName } from '#lib/ui/icons.ts';

interface Verdict {
  bookable: boolean;
  reasons: Reason[];
}

/** What a member can settle on the spot, while booking. */
const askable: readonly Code[] = ['permission_unconfirmed', 'birth_month_unknown'];

/** What is only said for information. */
const informing: readonly Code[] = ['officer_clearance_needed', 'confirmation_needed'];

/** How a slot stands for a member. */
export type Standing = 'booked' | 'free' | 'asks' | 'waits' | 'tell' | 'held';

/**
 * `asks`: the officer is asked first. `waits`: the place is confirmed later. `tell`: only answers are missing.
 * `held`: it may not be booked as things stand.
 */
export function standingOf(slot: { verdict?: Verdict; bookingId?: string | null }): Standing {
  if (slot.bookingId) return 'booked';
  const { verdict } = slot;
  if (!verdict) return 'free';
  if (verdict.bookable) {
    if (verdict.reasons.some(({ code }) => code === 'officer_clearance_needed')) return 'asks';
    return verdict.reasons.length > 0 ? 'waits' : 'free';
  }
  const blocking = against(verdict.reasons);
  return blocking.length > 0 && blocking.every(({ code }) => askable.includes(code)) ? 'tell' : 'held';
}

/** Everything that stands in the way; what is only said for information is not. */
export function against(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ code }) => !informing.includes(code));
}

const icons: Readonly<Partial<Record<Code, IconName>>> = {
  clash: 'clock',
  too_late: 'clock',
  full: 'users',
  min_age: 'user',
  birth_month_unknown: 'user',
  permission_unconfirmed: 'user',
  check_missing: 'shield-check',
  check_expires: 'shield-check',
  ask_staff: 'phone',
  not_open: 'ban',
};

/** The sign before a reason. */
export function iconOf(code: Code): IconName {
  return icons[code] ?? 'hourglass';
}
