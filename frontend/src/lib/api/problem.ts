import type { Code, FaultCode, ProblemCode, WordedProblem } from '#lib/i18n/codes.ts';
import { loadedMessages, messages } from '#lib/i18n/index.svelte.ts';
import type { Params, Wording } from '#lib/i18n/params.ts';

/** Why something may not be done: a stable code and what belongs to it. A newer server may send codes of its own. */
export interface Reason {
  code: Code;
  params?: Params;
}

/** What is wrong with one field of what was sent. */
export interface Fault {
  code: FaultCode;
  field: string;
  params?: Params;
}

/** A "no" from the server (RFC 9457), or silence, with the code `offline` or `unreachable`. */
export class Problem extends Error {
  readonly status: number;
  /** A newer server may send codes of its own. */
  readonly code: ProblemCode | Code | WordedProblem;
  readonly reasons: readonly Reason[];
  readonly faults: readonly Fault[];
  readonly requestId: string | undefined;
  /** Seconds to wait before trying again, when the server named them. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: unknown = {}, retryAfter?: number) {
    const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    const code = typeof fields.code === 'string' ? (fields.code as ProblemCode | Code) : codeOf(status);
    super(code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.reasons = listOf<Reason>(fields.reasons, isReason);
    this.faults = listOf<Fault>(fields.errors, isFault).map((fault) => ({
      ...fault,
      field: nameOf(fault.field),
    }));
    this.requestId = typeof fields.requestId === 'string' ? fields.requestId : undefined;
    this.retryAfter = retryAfter;
  }

  /** Nobody answered: this device has no network, or the server is away. */
  static unanswered(online = navigator.onLine): Problem {
    return new Problem(0, { code: online ? 'unreachable' : 'offline' });
  }

  /** Whatever was thrown, as a problem that can be worded; code or looks that could not be fetched are silence. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    return /module|preload/.test(String(thrown)) ? Problem.unanswered() : new Problem(500);
  }

  /** What is on show is older than what is stored: reading it again helps, sending it again does not. */
  get isStale(): boolean {
    const overtaken = this.code === 'stale_version' || this.code === 'wrong_state';
    return this.status === 409 && (overtaken || this.reasons.some(({ code }) => code === 'wrong_state'));
  }

  /** The words of one field's fault, if it has one. */
  faultOf(field: string): string | undefined {
    const fault =
      this.faults.find((candidate) => candidate.field === field) ??
      this.faults.find((candidate) => wholeOf(candidate.field) === field);
    return fault && wordFault(fault);
  }

  /** Every reason in words, or the problem itself when it carries none. */
  words(): Wording[] {
    return this.reasons.length > 0 ? this.reasons.map(wordReason) : [wordProblem(this)];
  }
}

/** A reason in the current language; a code this version does not know sends people to staff. */
export function wordReason(reason: Reason): Wording {
  return refusal(reason.code)?.(reason.params ?? {}) ?? messages().reasons.unknown;
}

/** A field's fault in the current language. */
export function wordFault(fault: Pick<Fault, 'code' | 'params'>): string {
  const { reasons, staffFaults = {} } = loadedMessages();
  const worded =
    word<(params: Params) => string>(reasons.faults, fault.code) ?? word(staffFaults, fault.code);
  return worded?.(fault.params ?? {}) ?? reasons.unknownFault;
}

/** A whole problem in the current language. */
export function wordProblem(problem: Problem): Wording {
  const { problems, waitMinutes } = messages().reasons;
  if (problem.code === 'too_many' && problem.retryAfter) {
    return { ...problems.too_many, then: waitMinutes(Math.ceil(problem.retryAfter / 60)) };
  }
  return (
    word<Wording>(problems, problem.code) ?? refusal(problem.code)?.({}) ?? problems[codeOf(problem.status)]
  );
}

/** What pages call a field: answers are sent in an object of their own, but asked one by one. */
const nameOf = (field: string) => field.replace(/^answers\./, '');

/** The field of one entry of a list: `statedExclusions[0]` is written in `statedExclusions`. */
export const wholeOf = (field: string) => field.replace(/\[\d+\]$/, '');

/** The code of a status that came without one. */
function codeOf(status: number): WordedProblem {
  switch (status) {
    case 0:
      return 'unreachable';
    case 401:
      return 'session_ended';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 409:
      return 'refused';
    case 410:
      return 'link_expired';
    case 413:
      return 'body_too_long';
    case 400:
    case 415:
    case 422:
      return 'invalid';
    case 429:
      return 'too_many';
    case 502:
    case 503:
    case 504:
      return 'busy';
    default:
      return 'internal';
  }
}

/** How a reason is worded: as staff read it where their words are loaded, else among those of every page, then of bookings. */
function refusal(code: string): ((params: Params) => Wording) | undefined {
  const { reasons, bookingReasons, staffReasons, factorReasons, rightsReasons } = loadedMessages();
  const worded: Readonly<Record<string, (params: Params) => Wording>> = {
    ...reasons.refusals,
    ...bookingReasons,
    ...staffReasons,
    ...factorReasons,
    ...rightsReasons,
  };
  return word(worded, code);
}

function word<T>(catalogue: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
}

function listOf<T>(value: unknown, is: (entry: unknown) => boolean): T[] {
  return Array.isArray(value) ? (value.filter(is) as T[]) : [];
}

const isReason = (entry: unknown) => typeof (entry as Reason | null)?.code === 'string';
const isFault = (entry: unknown) => isReason(entry) && typeof (entry as Fault).field === 'string';
