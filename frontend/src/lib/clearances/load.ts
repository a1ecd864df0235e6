import { api, ask } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import type { Text3 } from '#lib/i18n/says.ts';
import type { Supervisee } from './signs.ts';

/** One of an officer's people, out of the list in which the API gives them. */
export async function superviseeWith(id: string): Promise<Supervisee> {
  let after: string | undefined;
  do {
    const page = await ask(api.GET('/api/v1/supervisees', { params: { query: { limit: 100, after } } }));
    const found = page.items.find((supervisee) => supervisee.id === id);
    if (found) return found;
    after = page.next ?? undefined;
  } while (after);
  throw new Problem(404);
}

/** The organisations whose bookings came to this officer, waiting or decided: all that an officer knows of. */
export async function knownHosts(): Promise<ReadonlyMap<string, Text3>> {
  const pages = await Promise.all(
    (['waiting', 'decided'] as const).map((state) =>
      ask(api.GET('/api/v1/clearances', { params: { query: { state, limit: 100 } } })),
    ),
  );
  return new Map(
    pages.flatMap(({ items }) => items.map(({ opening }) => [opening.hostId, opening.hostName])),
  );
}
