import { preloadCode } from '$app/navigation';
import { account, signIn } from '#lib/api/account.svelte.ts';
import { api, ask, type Got } from '#lib/api/client.ts';
import { copyOf, isKept, keepCopy, keptUntil } from '#lib/base/copy.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { askSite } from '#lib/shell/site.svelte.ts';

/** Keeps the bookings of the next days and the very next one on this device, and the pages that show them. */
export async function keepBookings(first: Got<'/api/v1/me/bookings'>) {
  const now = new Date();
  const me = account();
  const bookings = [...first.items];
  let after = first.next;
  const isFar = ({ slot }: (typeof bookings)[number]) => new Date(slot.startsAt) > keptUntil(now);
  while (after && !(bookings.some(isFar) && bookings.some(isKept))) {
    const query = { when: 'upcoming' as const, after };
    const more = await ask(api.GET('/api/v1/me/bookings', { params: { query } }));
    bookings.push(...more.items);
    after = more.next;
  }
  const site = await askSite().catch(() => undefined);
  // They may have signed out meanwhile.
  if (!me || !signIn.isOpen || account()?.id !== me.id) return;
  keepCopy(localStorage, copyOf(me, bookings, site?.dutyTelephone, now, !!after));
  const pages = ['/my', '/my/bookings', '/my/bookings/one'].map((page) => preloadCode(page));
  const parts = [import('./BookingsEnd.svelte'), import('./KeptNote.svelte')];
  await Promise.all([...pages, ...parts, loadWords('home', 'bookings', 'kept')]);
  const worker = await navigator.serviceWorker?.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  worker?.active?.postMessage(loaded);
}
