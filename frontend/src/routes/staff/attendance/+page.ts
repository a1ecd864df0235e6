import { api, ask } from '#lib/api/client.ts';

export function load({ url }) {
  const which: 'verified' | 'waiting' = url.searchParams.get('which') === 'verified' ? 'verified' : 'waiting';
  return { which, services: ask(api.GET('/api/v1/attendance', { params: { query: { which } } })) };
}
