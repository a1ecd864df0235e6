import { api, ask } from '#lib/api/client.ts';

export function load({ depends }) {
  depends('app:staff-accounts');
  return { accounts: ask(api.GET('/api/v1/staff-accounts', { params: { query: { limit: 100 } } })) };
}
