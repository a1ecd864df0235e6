import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ depends }) {
  depends('app:rounds');
  return {
    places: places(),
    rounds: ask(api.GET('/api/v1/rounds', { params: { query: { limit: 20 } } })),
  };
}
