import type { Me } from '#lib/api/account.svelte.ts';
import { api, ask, heard } from '#lib/api/client.ts';
import { wholeOf } from '#lib/base/pages.ts';
import type { Host } from './signs.ts';

type Named = Pick<Host, 'id' | 'name'>;

/** Every organisation for which the reader may write openings. */
export function allHosts(): Promise<Host[]> {
  return heard(
    wholeOf((after) => ask(api.GET('/api/v1/hosts', { params: { query: { limit: 100, after } } }))),
  );
}

/** The organisations somebody acts for; their names stand on the openings, and matter only where there are several. */
export async function ownHosts(me: Me): Promise<Named[]> {
  const scopes = me.roles.flatMap(({ role, scope }) => (role === 'host' && scope ? [scope.id] : []));
  const ids = [...new Set(scopes)];
  if (ids.length < 2) return ids.map((id) => ({ id, name: {} }));
  const openings = await wholeOf((after) =>
    ask(api.GET('/api/v1/managed-openings', { params: { query: { limit: 100, after } } })),
  );
  const nameOf = (id: string) => openings.find(({ hostId }) => hostId === id)?.hostName;
  return ids.map((id, i) => ({ id, name: nameOf(id) ?? { en: String(i + 1) } }));
}
