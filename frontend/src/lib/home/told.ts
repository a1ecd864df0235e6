import { loadWords } from '#lib/i18n/index.svelte.ts';
import { isUnseen, ownPairings, type OwnPairing } from '#lib/pairings/own.ts';
import type { Booking } from './gather.ts';

/** What others changed and the member has not seen, with what says it; nothing of it is loaded while there is none. */
export async function told(bookings: readonly Booking[], pairings: readonly OwnPairing[]) {
  const unseen = pairings.filter(isUnseen);
  if (bookings.length + unseen.length === 0) return undefined;
  const [{ default: Notices }] = await Promise.all([
    import('./Notices.svelte'),
    loadWords('kept', 'mentorHome'),
    bookings.length > 0 && loadWords('bookings'),
  ]);
  return { bookings, pairings: unseen, Notices };
}

/** The same of a mentor's pairings alone. */
export const toldOfPairings = async () => told([], await ownPairings());
