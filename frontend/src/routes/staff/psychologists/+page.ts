import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ depends }) {
  depends('app:psychologists');
  return { places: places(), psychologists: ask(api.GET('/api/v1/psychologists')) };
}
