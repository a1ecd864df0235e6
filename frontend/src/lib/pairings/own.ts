import { api, ask, heard, type Got } from '#lib/api/client.ts';
import { may } from '#lib/base/may.ts';

/** A pairing as its mentor sees it. */
export type OwnPairing = Got<'/api/v1/me/pairings'>['items'][number];

/** The pairings that the mentor was asked for or is in. */
export function ownPairings(): Promise<OwnPairing[]> {
  return heard(ask(api.GET('/api/v1/me/pairings')).then(({ items }) => items));
}

/** Whether the mentor's answer is awaited. */
export function isAsked(pairing: Pick<OwnPairing, 'may'>): boolean {
  return may(pairing.may, 'answer');
}

/** Whether staff ask the mentor, who wished that it rest, whether it may go on. */
export function isAskedToGoOn(pairing: Pick<OwnPairing, 'may'>): boolean {
  return may(pairing.may, 'not_yet');
}

/** Whether others changed it, and the mentor has not seen that. */
export function isUnseen(pairing: Pick<OwnPairing, 'may'>): boolean {
  return may(pairing.may, 'see');
}

/** Whether it is going on, or resting, or waiting for an answer: not over. */
export function isOpen({ state }: Pick<OwnPairing, 'state'>): boolean {
  return state === 'consenting' || state === 'active' || state === 'paused';
}
