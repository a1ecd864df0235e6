import { api, ask } from '#lib/api/client.ts';

const states = 'proposed,endorsed,approved';

export function load() {
  const query = { state: states, limit: 50 };
  return { states, pairings: ask(api.GET('/api/v1/pairings', { params: { query } })) };
}
