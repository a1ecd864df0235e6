import type { components } from '#lib/base/schema.d.ts';
import type { Params, Wording } from './params.ts';

// The server's whole vocabulary of refusals, divided by where it is worded. A new code without words fails the type check.

/** Why the server says no. */
export type Code = components['schemas']['Code'];
/** What is wrong with a field. */
export type FaultCode = components['schemas']['FaultCode'];

/** What a whole answer that says no is called. */
export type ProblemCode = components['schemas']['ProblemCode'];

/** What every page may have to say. */
export type CommonCode =
  'answers_settled' | 'application_open' | 'section_incomplete' | 'too_early' | 'wrong_state';

/** Why a slot may not be booked or left. */
export type BookingCode =
  | 'already_booked'
  | 'ask_staff'
  | 'birth_month_unknown'
  | 'check_expires'
  | 'check_missing'
  | 'clash'
  | 'confirmation_needed'
  | 'full'
  | 'min_age'
  | 'not_open'
  | 'officer_clearance_needed'
  | 'officer_declined'
  | 'permission_unconfirmed'
  | 'supervision_unsettled'
  | 'too_late'
  | 'too_late_to_cancel'
  | 'too_many_bookings';

/** Why a second factor cannot be added, used or taken away. */
type FactorCode =
  | 'attempt_over'
  | 'code_wrong'
  | 'factor_missing'
  | 'last_factor'
  | 'passkeys_not_offered'
  | 'too_many_factors';

/** What stands in the way of what people ask about their data. */
export type RightsCode =
  | 'bookings_open'
  | 'copy_gone'
  | 'copy_not_ready'
  | 'held_for_dispute'
  | 'mentor_under_way'
  | 'notes_undecided'
  | 'nothing_due'
  | 'office_held'
  | 'psychologist_decides'
  | 'purge_open'
  | 'referral_under_way'
  | 'request_open'
  | 'steps_left'
  | 'supervised_still';

/** What becomes of a request whose sign-in has not shown enough; worded with the second step, which is asked for first. */
type FactorProblem = 'bad_proof' | 'factor_enrolment_required' | 'factor_required' | 'step_up_required';

/** What has no words of its own: codes of imports and of the server's loops, what only older rows say, and what no page sends. */
type Unseen = 'address_taken' | 'no_longer_said' | 'not_due' | 'number_of_cells';
type UnseenFault =
  | 'before_previous_step'
  | 'in_the_future'
  | 'key_used_for_another_request'
  | 'malformed_json'
  | 'not_needed'
  | 'reference_twice'
  | 'sensitive'
  | 'unknown_field'
  | 'unknown_reference'
  | 'wrong_office';

/** What only staff write wrongly. */
export type StaffFault =
  | 'another_centre'
  | 'demo_address'
  | 'longer_than_shift'
  | 'other_centre'
  | 'shift_too_long'
  | 'sum_wrong'
  | 'too_far_ahead';

/** What is worded as the status that comes with it: a page that is well made never meets them. */
type UnseenProblem =
  | 'body_too_slow'
  | 'credentials_missing'
  | 'exists_already'
  | 'json_needed'
  | 'method_not_allowed'
  | 'other_site'
  | 'token_invalid';

/** Everything else is said to staff, who also read that a pairing is held. */
export type StaffCode =
  Exclude<Code, CommonCode | BookingCode | FactorCode | RightsCode | Unseen> | 'ask_staff';

/** Each of these codes in words. */
export type Reasons<C extends Code> = Readonly<Record<C, (params: Params) => Wording>>;

/** What the second step may meet, in words. */
export type FactorReasons = Readonly<Record<FactorCode | FactorProblem, (params: Params) => Wording>>;

/** What a whole request may meet, the silence of the network among it. */
export type WordedProblem = Exclude<ProblemCode, UnseenProblem | FactorProblem> | 'offline' | 'unreachable';

/** Each of them in words. */
export type Problems = Readonly<Record<WordedProblem, Wording>>;

/** Each fault in words; `choose` and `tick` are what a page finds missing itself, before it sends anything. */
export type Faults = Readonly<
  Record<Exclude<FaultCode, UnseenFault | StaffFault> | 'choose' | 'tick', (params: Params) => string>
>;

/** Each fault of staff in words. */
export type StaffFaults = Readonly<Record<StaffFault, (params: Params) => string>>;
