import type { BookingCode, Reasons } from '../codes.ts';
import { number, text, type Params } from '../params.ts';
import { dateAndTime, longDate, timeRange } from '../time.ts';

const checks: Record<string, string> = {
  sexual_conviction_record_check: 'Sexual Conviction Record Check',
  correctional_clearance: 'clearance for visits',
  reference: 'reference',
  identity_seen: 'identity check',
};
const check = (params: Params) => checks[text(params, 'kind')] ?? 'record check';

/** Why a slot may not be taken or left, worded from its code. */
export const bookingReasons = {
  min_age: (p) => ({
    what: `You must be at least ${number(p, 'age')} on the day`,
    then: 'Other slots have no minimum age.',
  }),
  birth_month_unknown: () => ({
    what: 'We need your month of birth for this slot',
    then: 'It has a minimum age. Tell us once.',
  }),
  check_missing: (p) => ({
    what: `Needs a ${check(p)} valid on the day`,
    then: 'Show it to staff, or ask them how to get one.',
  }),
  check_expires: (p) => ({
    what: `Your ${check(p)} ends on ${longDate('en', text(p, 'validTo'))}, before the day`,
    then: 'Bring a newer one to staff.',
  }),
  clash: (p) => ({
    what: text(p, 'startsAt')
      ? `It overlaps what you have at ${timeRange('en', text(p, 'startsAt'), text(p, 'endsAt'))}`
      : 'It overlaps something in your diary',
    then: 'Cancel the other, or choose another time.',
  }),
  too_late: () => ({ what: 'It starts too soon to book', then: 'Choose a later slot.' }),
  too_many_bookings: (p) => ({
    what: `You have booked ${number(p, 'most')} times today, the most we can take`,
    then: 'You can book again tomorrow.',
  }),
  full: () => ({ what: 'All places are taken', then: 'Places come back when people cancel.' }),
  supervision_unsettled: () => ({
    what: 'Staff have yet to settle with you whether you are under supervision',
    then: 'They settle this before a first booking. You can call to ask.',
  }),
  officer_clearance_needed: () => ({
    what: 'Your officer will be asked first',
    then: 'Your place is held. No answer counts as not cleared.',
  }),
  confirmation_needed: () => ({
    what: 'We confirm your place by tomorrow evening',
    then: 'Your place is held meanwhile. We write to you.',
  }),
  officer_declined: () => ({
    what: 'Your officer has not cleared this service',
    then: 'You can speak with your officer, or choose another slot.',
  }),
  permission_unconfirmed: () => ({
    what: 'Confirm once that you may do unpaid work in Hong Kong',
    then: 'Some visas ask for permission first.',
  }),
  ask_staff: () => ({
    what: 'We can’t give you this slot',
    then: 'Others are open to you. You can ask staff.',
  }),
  already_booked: () => ({ what: 'You have booked this slot already', then: 'It is among your bookings.' }),
  not_open: () => ({ what: 'This slot is not open for booking', then: 'Choose another slot.' }),
  too_late_to_cancel: (p) => ({
    what: text(p, 'until')
      ? `It could be cancelled until ${dateAndTime('en', text(p, 'until'))}`
      : 'It is too late to cancel here',
    then: 'Call the duty telephone, and we will tell them.',
  }),
} satisfies Reasons<BookingCode>;
