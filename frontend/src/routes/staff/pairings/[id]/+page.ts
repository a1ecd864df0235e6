import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ params, depends }) {
  depends('app:pairing');
  return {
    places: places(),
    pairing: ask(api.GET('/api/v1/pairings/{id}', { params: { path: { id: params.id } } })),
  };
}
