import { api, ask } from '#lib/api/client.ts';
import { orKept } from '#lib/bookings/kept.ts';

export function load({ params, depends }) {
  depends('app:booking');
  const id = params.bookingId;
  const booking = ask(api.GET('/api/v1/bookings/{id}', { params: { path: { id } } }));
  return { booking: orKept(booking, (copy) => copy.bookings.find((one) => one.id === id)) };
}
