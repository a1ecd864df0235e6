import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ depends }) {
  depends('app:invitations');
  return {
    places: places(),
    hosts: ask(api.GET('/api/v1/hosts', { params: { query: { limit: 100 } } })),
    invitations: ask(api.GET('/api/v1/invitations', { params: { query: { limit: 100 } } })),
  };
}
