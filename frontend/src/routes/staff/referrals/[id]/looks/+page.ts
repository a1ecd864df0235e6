import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ params }) {
  const path = { id: params.id };
  const referral = ask(api.GET('/api/v1/referrals/{id}', { params: { path } }));
  const looks = ask(api.GET('/api/v1/referrals/{id}/looks', { params: { path, query: { limit: 100 } } }));
  await loadWords('looks');
  return { id: params.id, referral, looks, places: places() };
}
