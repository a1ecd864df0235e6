import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ params }) {
  const slot = ask(api.GET('/api/v1/slots/{id}', { params: { path: { id: params.slotId } } }));
  return { slot, places: places() };
}
