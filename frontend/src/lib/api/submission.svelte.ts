import { messages } from '#lib/i18n/index.svelte.ts';
import { Intent } from './intent.ts';
import { Problem, wordFault } from './problem.ts';

/** One thing that is wrong: at a field, or with the whole. */
export interface SummaryItem {
  field?: string;
  words: string;
  then?: string;
  /** Somebody else was quicker, so the page offers to load what is stored now. */
  stale?: boolean;
  /** Nobody is signed in any more, so the page offers to sign in beside what was written. */
  signIn?: boolean;
}

/** A form on its way to the server: busy or not, what came back, and its words field by field. */
export class Submission {
  busy = $state(false);
  problem = $state.raw<Problem>();
  readonly intent = new Intent();
  /** Told that it was sent. */
  onsent: (() => void) | undefined;
  /** Faults this page found itself, before sending: field → words. */
  #own = $state.raw<Readonly<Record<string, string>>>({});

  /** Runs the call once at a time; gives its answer, or nothing when it was refused (see `problem`). */
  async run<T>(call: (intent: Intent) => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = undefined;
    this.#own = {};
    try {
      const answer = await call(this.intent);
      this.intent.done();
      this.onsent?.();
      return answer;
    } catch (thrown) {
      this.problem = Problem.from(thrown);
      // A clear "no" is an answer too; only silence leaves open whether it was done.
      if (this.problem.status >= 400 && this.problem.status < 500) this.intent.done();
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** Nothing is wrong any more. */
  clear() {
    this.problem = undefined;
    this.#own = {};
  }

  /** Refuses before sending: these fields are empty. True when none is. */
  requires(fields: Readonly<Record<string, unknown>>): boolean {
    const { faults } = messages().reasons;
    const empty = Object.entries(fields).filter(([, value]) => isEmpty(value));
    this.problem = undefined;
    this.#own = Object.fromEntries(empty.map(([field]) => [field, faults[askedBy(field)]()]));
    return empty.length === 0;
  }

  /** Refuses one field in words of the page's own. */
  refuse(field: string, words: string) {
    this.#own = { ...this.#own, [field]: words };
  }

  /** The words to stand at a field, if something is wrong with it. */
  fault(field: string): string | undefined {
    return this.#own[field] ?? this.problem?.faultOf(field);
  }

  /** What the summary on top lists: every faulty field, then what belongs to no field. */
  get summary(): SummaryItem[] {
    const own = Object.entries(this.#own).map(([field, words]) => ({ field, words }));
    const faults = (this.problem?.faults ?? []).map((fault) => ({
      field: fault.field,
      words: wordFault(fault),
    }));
    if (own.length + faults.length > 0 || !this.problem) return [...own, ...faults];
    const { isStale: stale } = this.problem;
    const signIn = this.problem.code === 'session_ended';
    return this.problem.words().map(({ what, then }) => ({ words: what, then, stale, signIn }));
  }
}

/** What a field asks for, by its control: to write, to choose, or to tick. */
function askedBy(field: string): 'required' | 'choose' | 'tick' {
  const control = document.getElementById(field);
  if (control instanceof HTMLInputElement) return control.type === 'checkbox' ? 'tick' : 'required';
  return !control || control instanceof HTMLTextAreaElement ? 'required' : 'choose';
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    (typeof value === 'string' && value.trim() === '')
  );
}
