import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ depends }) {
  depends('app:room');
  return { places: places(), room: ask(api.GET('/api/v1/me/psychologist')) };
}
