import { api, ask } from '#lib/api/client.ts';

export function load({ url }) {
  const when: 'past' | 'upcoming' = url.searchParams.get('when') === 'past' ? 'past' : 'upcoming';
  return {
    when,
    bookings: ask(api.GET('/api/v1/me/bookings', { params: { query: { when } } })),
  };
}
