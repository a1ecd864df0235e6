import { api, ask } from '#lib/api/client.ts';
import { filterOf, statesOf } from '#lib/pairings/filters.ts';

export function load({ url }) {
  const filter = filterOf(url.searchParams.get('show'));
  const query = { state: statesOf[filter], limit: 50 };
  return { filter, pairings: ask(api.GET('/api/v1/pairings', { params: { query } })) };
}
