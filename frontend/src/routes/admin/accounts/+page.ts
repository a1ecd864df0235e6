import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ depends }) {
  depends('app:staff-accounts', 'app:reopenings');
  const reopenings = ask(api.GET('/api/v1/factor-reopenings'));
  await loadWords('factors');
  return {
    reopenings,
    places: places(),
    accounts: ask(api.GET('/api/v1/staff-accounts', { params: { query: { limit: 100 } } })),
  };
}
