import { api, ask } from '#lib/api/client.ts';
import { stateOf } from '#lib/mentors/mentor.ts';

export function load({ url, depends }) {
  depends('app:mentors');
  const state = stateOf(url.searchParams.get('state'));
  return {
    state,
    counts: ask(api.GET('/api/v1/mentors/counts')),
    mentors: ask(api.GET('/api/v1/mentors', { params: { query: { state, limit: 50 } } })),
  };
}
