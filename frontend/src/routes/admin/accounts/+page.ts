import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { guard } from '#lib/shell/guard.ts';
import { hostNames } from '#lib/shell/host-names.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ depends, url }) {
  await guard(url, 'admin');
  depends('app:staff-accounts', 'app:reopenings');
  const reopenings = ask(api.GET('/api/v1/factor-reopenings'));
  await loadWords('factors');
  return {
    reopenings,
    places: places(),
    hosts: hostNames(),
    accounts: ask(api.GET('/api/v1/staff-accounts', { params: { query: { limit: 50 } } })),
  };
}
