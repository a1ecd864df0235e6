import type { Me } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import type { Host } from './signs.ts';

type Named = Pick<Host, 'id' | 'name'>;

/** Every organisation, for a coordinator who chooses one. */
export async function allHosts(): Promise<Host[]> {
  const found: Host[] = [];
  let after: string | undefined;
  do {
    const page = await ask(api.GET('/api/v1/hosts', { params: { query: { limit: 100, after } } }));
    found.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return found;
}

/** The organisations somebody acts for; their names stand on the openings, and matter only where there are several. */
export async function ownHosts(me: Me): Promise<Named[]> {
  const scopes = me.roles.flatMap(({ role, scope }) => (role === 'host' && scope ? [scope.id] : []));
  const ids = [...new Set(scopes)];
  if (ids.length < 2) return ids.map((id) => ({ id, name: {} }));
  const { items } = await ask(api.GET('/api/v1/managed-openings', { params: { query: { limit: 100 } } }));
  const nameOf = (id: string) => items.find(({ hostId }) => hostId === id)?.hostName;
  return ids.map((id, i) => ({ id, name: nameOf(id) ?? { en: String(i + 1) } }));
}
