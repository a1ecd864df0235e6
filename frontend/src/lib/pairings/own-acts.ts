import { api, ask } from '#lib/api/client.ts';
import type { OwnPairing } from './own.ts';

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

/** Lets it rest on, though staff ask whether it may go on. */
export function notYet(pairing: OwnPairing): Promise<OwnPairing> {
  const { id, version } = pairing;
  return ask(
    api.POST('/api/v1/me/pairings/{id}/longer-pause', { params: { path: { id } }, body: { version } }),
  );
}

/** Takes a yes back, before it is under way. */
export function takeYesBack(pairing: OwnPairing): Promise<OwnPairing> {
  const { id, version } = pairing;
  return ask(
    api.DELETE('/api/v1/me/pairings/{id}/consent', { params: { path: { id }, query: { version } } }),
  );
}

/** The mentor's yes or no. */
export function answer(pairing: OwnPairing, given: boolean): Promise<OwnPairing> {
  const { id, version } = pairing;
  return ask(
    api.PUT('/api/v1/me/pairings/{id}/consent', { params: { path: { id } }, body: { given, version } }),
  );
}

/** Tells that the mentor has seen what others changed. */
export function sawNotice(pairing: OwnPairing): Promise<OwnPairing> {
  const { id, version } = pairing;
  return ask(api.PUT('/api/v1/me/pairings/{id}/notice', { params: { path: { id } }, body: { version } }));
}
