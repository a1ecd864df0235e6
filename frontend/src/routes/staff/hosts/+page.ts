import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export const load = () => ({
  places: places(),
  hosts: ask(api.GET('/api/v1/hosts', { params: { query: { limit: 50 } } })),
});
