import { holds } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import { hostNames } from '#lib/shell/host-names.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ depends, parent }) {
  depends('app:invitations');
  await parent();
  return {
    places: places(),
    hosts: hostNames(),
    // Others only say the second word.
    proposes: holds('admin'),
    invitations: ask(api.GET('/api/v1/invitations', { params: { query: { limit: 50 } } })),
  };
}
