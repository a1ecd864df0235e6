import { api, ask, heard } from '#lib/api/client.ts';
import type { Text3 } from '#lib/i18n/says.ts';

/** Organisations by id. */
export type HostNames = ReadonlyMap<string, Text3>;

/** The names of all organisations. */
export function hostNames(): Promise<HostNames> {
  const names = ask(api.GET('/api/v1/host-names'));
  return heard(names.then(({ items }) => new Map(items.map(({ id, name }) => [id, name]))));
}
