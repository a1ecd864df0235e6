import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ url, depends }) {
  depends('app:queue');
  const round = url.searchParams.get('round') ?? undefined;
  const query = { state: 'proposed,endorsed,approved', round, limit: 100 };
  return {
    places: places(),
    queue: ask(api.GET('/api/v1/pairings', { params: { query } })),
  };
}
