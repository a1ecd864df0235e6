import { api, ask } from '#lib/api/client.ts';

export function load({ params, depends }) {
  depends('app:booking');
  return { booking: ask(api.GET('/api/v1/bookings/{id}', { params: { path: { id: params.bookingId } } })) };
}
