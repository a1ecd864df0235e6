import { api, ask, heard, type Got } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';
import type { Emergencies, EmergencyFile } from './emergencies.ts';
import type { Copy, Dossier, Requests } from './requests.ts';

/** What the page of requests shows: one, its copy, or all. */
export interface RequestsAsked {
  id?: string;
  copy?: Promise<Copy>;
  request?: Promise<Dossier>;
  requests?: Promise<[open: Requests, over: Requests]>;
}

/** What the page of emergencies shows: one, or all. */
export interface EmergenciesAsked {
  file?: Promise<EmergencyFile>;
  emergencies?: Promise<Emergencies>;
}

/** Asks for requests, by the address of their page. */
export function askRequests(url: URL): RequestsAsked {
  const id = url.searchParams.get('r');
  if (!id) {
    const list = (open: boolean): Promise<Requests> =>
      ask(api.GET('/api/v1/data-requests', { params: { query: { open, limit: 50 } } }));
    return { requests: heard(Promise.all([list(true), list(false)])) };
  }
  const params = { path: { id } };
  if (url.searchParams.has('copy'))
    return { id, copy: ask(api.GET('/api/v1/data-requests/{id}/copy', { params })) };
  return { id, request: ask(api.GET('/api/v1/data-requests/{id}', { params })) };
}

/** Asks for emergency accesses, by the address of their page. */
export function askEmergencies(url: URL): EmergenciesAsked {
  const id = url.searchParams.get('e');
  if (!id) return { emergencies: ask(api.GET('/api/v1/emergencies')) };
  return { file: ask(api.GET('/api/v1/emergencies/{id}', { params: { path: { id } } })) };
}

/** Asks who looked at what of a person in custody, by the address of the page. */
export function askPrinted(url: URL) {
  const id = url.searchParams.get('of') ?? '';
  const path = { id };
  const alias: Promise<Got<'/api/v1/referrals/{id}'>> = ask(
    api.GET('/api/v1/referrals/{id}', { params: { path } }),
  );
  const looks = ask(api.GET('/api/v1/referrals/{id}/looks', { params: { path, query: { limit: 100 } } }));
  return { id, alias, looks, places: places() };
}
