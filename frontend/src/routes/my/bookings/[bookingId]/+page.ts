import { api, ask } from '#lib/api/client.ts';
import { places } from '#lib/shell/places.ts';

export function load({ params, depends }) {
  depends('app:booking');
  const booking = ask(api.GET('/api/v1/bookings/{id}', { params: { path: { id: params.bookingId } } }));
  return { booking, places: places() };
}
