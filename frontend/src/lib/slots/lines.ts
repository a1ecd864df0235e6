import { account } from '#lib/api/account.svelte.ts';
import { wordReason, type Reason } from '#lib/api/problem.ts';
import type { Code } from '#lib/i18n/codes.ts';
import { messages } from '#lib/i18n/index.svelte.ts';
import { site } from '#lib/shell/site.svelte.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { SlotDetail } from './fetch.ts';
import { iconOf } from './verdict.ts';

interface Line {
  fits: boolean;
  what: string;
  then?: string;
  icon?: IconName;
  link?: { href: string; label: string };
}

/** What fits about a slot that may be booked, one line a condition. */
export function linesFor(slot: SlotDetail, asks: boolean): Line[] {
  const { fits } = messages('slots').slots.book;
  const { minAge, needsCheck } = slot.opening;
  return [
    { fits: true, what: fits.time, then: fits.timeWhy },
    ...(minAge ? [{ fits: true, what: fits.age(minAge) }] : []),
    { fits: true, what: needsCheck ? fits.check : fits.noCheck },
    ...(asks ? [{ fits: false, ...wordReason({ code: 'officer_clearance_needed' }) }] : []),
    ...(slot.verdict.reasons.some(({ code }) => code === 'confirmation_needed')
      ? [{ fits: false, ...wordReason({ code: 'confirmation_needed' }) }]
      : []),
  ];
}

/** Every reason against a booking, with the way on where there is one. */
export function linesAgainst(reasons: readonly Reason[]): Line[] {
  return reasons.map((reason) => ({
    fits: false,
    ...wordReason(reason),
    then: thenOf(reason),
    icon: iconOf(reason.code),
    link: linkOf(reason.code),
  }));
}

/** What only staff can settle; they find the person by the member code. */
const settledByStaff: readonly Code[] = [
  'ask_staff',
  'supervision_unsettled',
  'check_missing',
  'check_expires',
];

/** What to do about a reason; where staff must be asked, with the code to read out. */
function thenOf(reason: Reason): string | undefined {
  const { then } = wordReason(reason);
  const code = account()?.code;
  if (!then || !code || !settledByStaff.includes(reason.code)) return then;
  return then + messages('slots').slots.page.yourCode(code);
}

function linkOf(code: Code): Line['link'] {
  const { page } = messages('slots').slots;
  if (code === 'clash' || code === 'already_booked') return { href: '/my/bookings', label: page.seeBookings };
  const telephone = site()?.dutyTelephone;
  if (!telephone || !settledByStaff.includes(code)) return undefined;
  return { href: `tel:${telephone.replaceAll(' ', '')}`, label: page.call(telephone) };
}
