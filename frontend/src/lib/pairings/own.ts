import { api, ask, type Got } from '#lib/api/client.ts';

/** A pairing as its mentor sees it. */
export type OwnPairing = Got<'/api/v1/me/pairings'>['items'][number];

/** The pairings that the mentor was asked for or is in. */
export function ownPairings(): Promise<OwnPairing[]> {
  const asked = ask(api.GET('/api/v1/me/pairings')).then(({ items }) => items);
  asked.catch(() => undefined);
  return asked;
}

/** Whether the mentor's answer is awaited. */
export function isAsked({ state, consent }: Pick<OwnPairing, 'state' | 'consent'>): boolean {
  return state === 'consenting' && consent === 'asked';
}

/** Whether it is going on, or resting, or waiting for an answer: not over. */
export function isOpen({ state }: Pick<OwnPairing, 'state'>): boolean {
  return state === 'consenting' || state === 'active' || state === 'paused';
}

/** Pauses a pairing; no reason is asked. */
export function pause(pairing: OwnPairing): Promise<OwnPairing> {
  const { id, version } = pairing;
  return ask(api.POST('/api/v1/me/pairings/{id}/pause', { params: { path: { id } }, body: { version } }));
}

/** Takes it up again. */
export function resume(pairing: OwnPairing): Promise<OwnPairing> {
  const { id, version } = pairing;
  return ask(
    api.POST('/api/v1/me/pairings/{id}/resumption', { params: { path: { id } }, body: { version } }),
  );
}

/** The mentor's yes or no. */
export function answer(pairing: OwnPairing, given: boolean): Promise<OwnPairing> {
  const { id, version } = pairing;
  return ask(
    api.PUT('/api/v1/me/pairings/{id}/consent', { params: { path: { id } }, body: { given, version } }),
  );
}
