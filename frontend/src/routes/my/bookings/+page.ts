import { keepLater, orKept } from '#lib/bookings/kept.ts';
import { api, ask } from '#lib/api/client.ts';

export function load({ url }) {
  const when: 'past' | 'upcoming' = url.searchParams.get('when') === 'past' ? 'past' : 'upcoming';
  const bookings = ask(api.GET('/api/v1/me/bookings', { params: { query: { when } } }));
  if (when === 'past') return { when, bookings };
  return { when, bookings: orKept(keepLater(bookings), (copy) => ({ items: copy.bookings })) };
}
