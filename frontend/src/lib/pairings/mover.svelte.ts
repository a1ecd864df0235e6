import { Submission } from '#lib/api/submission.svelte.ts';
import { holdPlace } from '#lib/base/heading.ts';
import { may } from '#lib/base/may.ts';
import { messages } from '#lib/i18n/index.svelte.ts';
import { renewToday } from '#lib/shell/today.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { send, type With } from './moving.ts';
import { undoOf, type Move, type Pairing } from './pairing.ts';

/** Moves that are asked about before they are sent. */
const asked: readonly Move[] = [
  'endorse',
  'refuse',
  'decline',
  'request_consents',
  'record_pic_consent',
  'pause',
  'ask_to_go_on',
  'record_pic_going_on',
  'end',
];

interface Told {
  /** The pairing after a move. */
  onchanged: (pairing: Pairing) => void;
  /** Somebody else was quicker: what is shown is old. */
  onstale: () => void;
  /** Another mentor was taken: this is the proposal that came instead. */
  onchosen: (pairing: Pairing) => void;
}

/** Takes the moves of one list or page: one at a time, each answered, undone where that is possible. */
export class Mover {
  readonly form = new Submission();
  /** What is being asked about, if anything. */
  open = $state.raw<{ move: Move; pairing: Pairing }>();
  /** The proposal for which the other mentors are listed, if any. */
  listed = $state<string>();
  readonly #told: Told;

  constructor(told: Told) {
    this.#told = told;
  }

  /** Starts a move: asks first where it needs something. */
  start(move: Move, pairing: Pairing) {
    if (this.form.busy) return;
    this.form.clear();
    if (asked.includes(move)) this.open = { move, pairing };
    else void this.send(move, pairing);
  }

  /** Lists the other mentors of a proposal, or no longer. */
  look(pairing: Pairing | undefined) {
    this.form.clear();
    this.listed = pairing && may(pairing.may, 'choose_other') ? pairing.id : undefined;
    if (!pairing) void holdPlace();
  }

  /** Another mentor was taken. */
  chose(next: Pairing) {
    this.listed = undefined;
    const { names, other } = messages('staff').pairings;
    toast(
      `${other.chosen}${messages('staff').staff.colon}${names(next.mentor.preferredName, next.pic.alias)}`,
    );
    this.#told.onchosen(next);
    renewToday();
  }

  /** Leaves what was being asked about, and what was wrong with it. */
  close() {
    this.open = undefined;
    this.form.clear();
  }

  /** Sends it and says what came of it. */
  async send(move: Move, pairing: Pairing, extra?: With) {
    const next = await this.form.run(() => send(move, pairing, extra));
    if (!next) {
      if (this.form.problem?.status === 422) return;
      this.open = undefined;
      if (this.form.problem?.status === 409) this.#told.onstale();
      return;
    }
    this.open = undefined;
    const undo = undoOf(move);
    const { names, results } = messages('staff').pairings;
    toast(
      `${results[move]}${messages('staff').staff.colon}${names(next.mentor.preferredName, next.pic.alias)}`,
      undo && (() => this.send(undo, next)),
    );
    this.#told.onchanged(next);
    void holdPlace(`pairing-${next.id}`);
    renewToday();
  }
}
