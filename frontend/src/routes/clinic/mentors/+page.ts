import { api, ask } from '#lib/api/client.ts';

export function load({ depends }) {
  depends('app:mentors');
  return { mentors: ask(api.GET('/api/v1/mentors', { params: { query: { limit: 50 } } })) };
}
