import type { components } from '#lib/base/schema.d.ts';
import { dayKey } from '#lib/i18n/time.ts';

export type Pairing = components['schemas']['PairingView'];
export type PairingLine = components['schemas']['PairingLine'];
export type PairingState = PairingLine['state'];

/** What staff do with a pairing, in the order of the buttons; whether they may now, the server says. */
export const moves = [
  'endorse',
  'decline',
  'approve',
  'refuse',
  'request_consents',
  'undo_approval',
  'undo_refusal',
  'record_pic_consent',
  'pause',
  'resume',
  'ask_to_go_on',
  'record_pic_going_on',
  'end',
] as const satisfies readonly Pairing['may'][number]['code'][];
export type Move = (typeof moves)[number];

/** The sign that goes with each state. */
export const signs = {
  proposed: 'waiting',
  endorsed: 'started',
  approved: 'done',
  consenting: 'waiting',
  active: 'done',
  paused: 'started',
  closed: 'notOpen',
  declined: 'notOpen',
  refused: 'notOpen',
  lapsed: 'notOpen',
} as const satisfies Record<PairingState, string>;

/** Whether it is still a proposal: mentor and person were not asked. */
export const isProposal = (state: PairingState) =>
  state === 'proposed' || state === 'endorsed' || state === 'approved' || state === 'refused';

/** The move that takes a decision back, while that is possible. */
export function undoOf(move: Move): Move | undefined {
  return move === 'approve' ? 'undo_approval' : move === 'refuse' ? 'undo_refusal' : undefined;
}

/** Those ready for a decision first, among them by the day on which they lapse, then those who wait longest. */
export function inTurn(lines: readonly PairingLine[]): PairingLine[] {
  const ready = ({ state }: PairingLine) => Number(state === 'endorsed');
  const last = ({ lapsesAt }: PairingLine) => (lapsesAt ? dayKey(lapsesAt) : '');
  return lines.toSorted(
    (a, b) =>
      ready(b) - ready(a) || last(a).localeCompare(last(b)) || (b.waitingDays ?? 0) - (a.waitingDays ?? 0),
  );
}

/** Psychologists whose word is still missing, each once. */
export function awaited({ psychologist, referringPsychologist, endorsements }: Pairing): string[] {
  const needed = [...new Map([psychologist, referringPsychologist].map((one) => [one.id, one])).values()];
  const given = endorsements.map(({ by }) => by.id);
  return needed.filter(({ id }) => !given.includes(id)).map(({ name }) => name);
}

/** Points as staff read them: the engine counts in tenths. */
export function whole(points: number): number {
  return Math.round(points / 10);
}

type Ending = components['schemas']['Ending'];

/** How a pairing may end: what has not begun has reached no goals. */
export function endingsOf({ state }: Pick<Pairing, 'state'>, words: Record<Ending, string>): Ending[] {
  const all = Object.keys(words) as Ending[];
  return state === 'consenting' ? all.filter((ending) => ending !== 'goals_reached') : all;
}
