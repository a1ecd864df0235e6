import { redirect } from '@sveltejs/kit';
import { api, ask, heard } from '#lib/api/client.ts';
import { keepLater, orKept } from '#lib/bookings/kept.ts';
import { gather } from '#lib/home/gather.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { homeOf } from '#lib/shell/ways.ts';

export async function load({ parent, depends }) {
  depends('app:pairings');
  const [{ me }] = await Promise.all([parent(), loadWords('home')]);
  // Staff have no first page here; theirs is elsewhere.
  if (!me.member) redirect(307, homeOf(me));
  const query = { when: 'upcoming', limit: 6 } as const;
  const bookings = keepLater(ask(api.GET('/api/v1/me/bookings', { params: { query } })));
  const waiting = orKept(gather(bookings, ask(api.GET('/api/v1/me/notices'))), (copy) => ({
    bookings: copy.bookings,
    mine: undefined,
    pairings: [],
    notices: [],
  }));
  // Who is on the way to being a mentor reads its words; others never load them.
  const worded = heard(
    waiting.then(async (found) => {
      if (found.mine) await loadWords('mentorHome');
      return found;
    }),
  );
  // What became true today, and what others changed, is told beside what waits, and nothing waits for it.
  const told = worded
    .then(async (found) => (await import('#lib/home/tell.ts')).tell(found))
    // The page is whole without it.
    .catch(() => undefined);
  return { waiting: worded, told };
}
