import { api, ask } from '#lib/api/client.ts';
import type { components } from '#lib/base/schema.d.ts';
import type { Move, Pairing } from './pairing.ts';

type PicConsent = components['schemas']['PicConsentBody'];
type Whose = components['schemas']['Whose'];
type Ending = components['schemas']['EndingBody']['reason'];

/** What some moves need besides the version. */
export interface With {
  reason?: string;
  ending?: Ending;
  paper?: Omit<PicConsent, 'version'>;
  /** Who wishes a rest. */
  wishedBy?: Whose;
  /** Whether the person wants to go on. */
  goesOn?: boolean;
}

/** Sends one move, decided on the version that was seen; gives the pairing as it is then. */
export function send(move: Move, { id, version }: Pairing, extra: With = {}): Promise<Pairing> {
  const path = { id };
  const body = { version };
  switch (move) {
    case 'endorse':
      return ask(
        api.PUT('/api/v1/pairings/{id}/endorsement', { params: { path }, body: { endorse: true, version } }),
      );
    case 'decline':
      return ask(
        api.PUT('/api/v1/pairings/{id}/endorsement', {
          params: { path },
          body: { endorse: false, reason: extra.reason ?? '', version },
        }),
      );
    case 'approve':
      return ask(api.PUT('/api/v1/pairings/{id}/approval', { params: { path }, body }));
    case 'undo_approval':
      return ask(api.DELETE('/api/v1/pairings/{id}/approval', { params: { path, query: { version } } }));
    case 'refuse':
      return ask(
        api.PUT('/api/v1/pairings/{id}/refusal', {
          params: { path },
          body: { reason: extra.reason ?? '', version },
        }),
      );
    case 'undo_refusal':
      return ask(api.DELETE('/api/v1/pairings/{id}/refusal', { params: { path, query: { version } } }));
    case 'request_consents':
      return ask(api.POST('/api/v1/pairings/{id}/consent-request', { params: { path }, body }));
    case 'record_pic_consent':
      return ask(
        api.PUT('/api/v1/pairings/{id}/pic-consent', {
          params: { path },
          body: { given: false, on: '', language: '', witness: '', ...extra.paper, version },
        }),
      );
    case 'pause':
      return ask(
        api.POST('/api/v1/pairings/{id}/pause', {
          params: { path },
          body: { wishedBy: extra.wishedBy ?? 'staff', version },
        }),
      );
    case 'resume':
      return ask(api.POST('/api/v1/pairings/{id}/resumption', { params: { path }, body }));
    case 'ask_to_go_on':
      return ask(api.POST('/api/v1/pairings/{id}/resumption-request', { params: { path }, body }));
    case 'record_pic_going_on':
      return ask(
        api.PUT('/api/v1/pairings/{id}/pic-going-on', {
          params: { path },
          body: { goesOn: extra.goesOn === true, version },
        }),
      );
    case 'end':
      return ask(
        api.POST('/api/v1/pairings/{id}/ending', {
          params: { path },
          body: { version, reason: extra.ending },
        }),
      );
  }
}
