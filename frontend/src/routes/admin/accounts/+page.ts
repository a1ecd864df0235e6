import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ depends }) {
  depends('app:staff-accounts');
  return {
    places: places(),
    accounts: ask(api.GET('/api/v1/staff-accounts', { params: { query: { limit: 100 } } })),
  };
}
