import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ params, depends }) {
  depends('app:mentor');
  return {
    places: places(),
    mentor: ask(api.GET('/api/v1/mentors/{id}', { params: { path: { id: params.id } } })),
  };
}
