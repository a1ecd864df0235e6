import { api, ask, heard, type Got } from '#lib/api/client.ts';
import { isLanguage, type Language } from '#lib/i18n/language.ts';
import { places } from '#lib/shell/places.ts';
import type { Breach, Breaches } from './breaches.ts';
import type { Emergencies, EmergencyFile } from './emergencies.ts';
import type { Holds } from './holds.ts';
import type { Processing } from './processing.ts';
import type { Copy, Dossier, Requests } from './requests.ts';
import type { Retention } from './retention.ts';

/** What the page of requests shows: one, its copy, or all. */
export interface RequestsAsked {
  id?: string;
  copy?: Promise<Copy>;
  /** The language in which the person reads it. */
  wanted?: Language | undefined;
  request?: Promise<Dossier>;
  requests?: Promise<[open: Requests, over: Requests]>;
}

/** What the page of emergencies shows: one, or all. */
export interface EmergenciesAsked {
  file?: Promise<EmergencyFile>;
  emergencies?: Promise<Emergencies>;
}

/** What the pages of whoever watches over privacy show: one of these. */
export interface OfficeAsked {
  /** One row of it, by the address. */
  id?: string | null;
  retention?: Promise<Retention>;
  holds?: Promise<Holds>;
  register?: Promise<Processing>;
  breach?: Promise<Breach>;
  breaches?: Promise<Breaches>;
}

/** Who reads each of these pages; the server decides in any case. */
export const office = {
  retention: ['privacy', 'admin'],
  holds: ['privacy'],
  breaches: ['privacy'],
  registers: ['privacy'],
} as const;

/** Asks for what stands on one of these pages, by its address. */
export function askOffice(what: keyof typeof office, url: URL): OfficeAsked {
  if (what === 'holds') return { holds: ask(api.GET('/api/v1/holds', { params: { query: { limit: 50 } } })) };
  if (what === 'breaches') {
    const id = url.searchParams.get('b');
    return id
      ? { breach: ask(api.GET('/api/v1/breaches/{id}', { params: { path: { id } } })) }
      : { breaches: ask(api.GET('/api/v1/breaches', { params: { query: { limit: 50 } } })) };
  }
  if (what === 'registers') return { register: ask(api.GET('/api/v1/registers')) };
  return { id: url.searchParams.get('c'), retention: ask(api.GET('/api/v1/retention')) };
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
  const wanted = url.searchParams.get('copy');
  if (wanted) {
    const copy = ask(api.GET('/api/v1/data-requests/{id}/copy', { params }));
    return { id, copy, wanted: isLanguage(wanted) ? wanted : undefined };
  }
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
