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

/** What is wrong with fields, in words, by their names; nothing where nothing is. */
export type Faults = Readonly<Record<string, string | undefined>>;

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
    this.clear();
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

  /**
   * Refuses before sending, everything at once: fields that must not be empty, with what is in them, and what is wrong with
   * any (see `faults.ts`). True when nothing is.
   */
  check(needed: Readonly<Record<string, unknown>>, wrong: Faults = {}): boolean {
    const { faults } = messages().reasons;
    const own: Record<string, string> = {};
    for (const field in needed) if (isEmpty(needed[field])) own[field] = faults[askedBy(field)]();
    for (const [field, words] of Object.entries(wrong)) if (words) own[field] = words;
    this.clear();
    this.#own = own;
    return this.summary.length === 0;
  }

  /** The words to stand at a field, if something is wrong with it. */
  fault(field: string): string | undefined {
    return this.#own[field] ?? this.problem?.faultOf(field);
  }

  /** What the summary on top lists: every faulty field, or else what is wrong with the whole. */
  get summary(): SummaryItem[] {
    const { problem } = this;
    if (!problem) return Object.entries(this.#own).map(([field, words]) => ({ field, words }));
    if (problem.faults.length > 0)
      return problem.faults.map((fault) => ({ field: fault.field, words: wordFault(fault) }));
    const signIn = problem.code === 'session_ended';
    return problem.words().map(({ what, then }) => ({ words: what, then, stale: problem.isStale, signIn }));
  }
}

/** What a field asks for, by its control: to write, to choose, or to tick. */
function askedBy(field: string): 'required' | 'choose' | 'tick' {
  const control = document.getElementById(field);
  if (control instanceof HTMLInputElement) return control.type === 'checkbox' ? 'tick' : 'required';
  return !control || control instanceof HTMLTextAreaElement ? 'required' : 'choose';
}

/** Nothing, an unticked box, or a text of spaces. */
function isEmpty(value: unknown): boolean {
  return !value || (typeof value === 'string' && !value.trim());
}
