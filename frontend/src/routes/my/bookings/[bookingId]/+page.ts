import { api, ask } from '#lib/api/client.ts';
import { orKept } from '#lib/bookings/kept.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export function load({ params, depends }) {
  depends('app:booking');
  const id = params.bookingId;
  const asked = ask(api.GET('/api/v1/bookings/{id}', { params: { path: { id } } }));
  const booking = orKept(asked, (copy) => copy.bookings.find((one) => one.id === id));
  const worded = Promise.all([booking, loadWords('kept')]).then(([found]) => found);
  worded.catch(() => undefined);
  return { booking: worded };
}
