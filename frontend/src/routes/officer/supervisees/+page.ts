import { api, ask } from '#lib/api/client.ts';

export const load = () => ({
  supervisees: ask(api.GET('/api/v1/supervisees', { params: { query: { limit: 50 } } })),
});
