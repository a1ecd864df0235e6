import { api, ask } from '#lib/api/client.ts';
import type { Text3 } from '#lib/i18n/says.ts';

/** The names of all organisations, by id. */
export async function hostNames(): Promise<ReadonlyMap<string, Text3>> {
  const { items } = await ask(api.GET('/api/v1/host-names'));
  return new Map(items.map(({ id, name }) => [id, name]));
}
