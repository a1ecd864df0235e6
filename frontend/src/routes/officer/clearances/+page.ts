import { api, ask } from '#lib/api/client.ts';

export function load({ url }) {
  const state = url.searchParams.get('state') === 'decided' ? 'decided' : 'waiting';
  return { state, clearances: ask(api.GET('/api/v1/clearances', { params: { query: { state } } })) } as const;
}
