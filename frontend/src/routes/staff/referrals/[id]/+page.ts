import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ params, depends }) {
  depends('app:referral');
  return {
    places: places(),
    psychologists: ask(api.GET('/api/v1/psychologists')),
    referral: ask(api.GET('/api/v1/referrals/{id}', { params: { path: { id: params.id } } })),
  };
}
