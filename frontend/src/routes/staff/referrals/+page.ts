import { api, ask } from '#lib/api/client.ts';
import { filterOf, statesOf } from '#lib/referrals/referral.ts';
import { places } from '#lib/shell/places.ts';

export function load({ url }) {
  const filter = filterOf(url.searchParams.get('show'));
  const query = { state: statesOf[filter], limit: 50 };
  return { filter, places: places(), referrals: ask(api.GET('/api/v1/referrals', { params: { query } })) };
}
