import { api, ask } from '#lib/api/client.ts';

export function load({ params }) {
  return { slot: ask(api.GET('/api/v1/slots/{id}', { params: { path: { id: params.slotId } } })) };
}
