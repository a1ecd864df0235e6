import { heard, type Got } from '#lib/api/client.ts';
import { askMine, hasBeenMentor, type Mine } from '#lib/mentor/mine.svelte.ts';
import { isAsked, isAskedToGoOn, ownPairings, type OwnPairing } from '#lib/pairings/own.ts';

type Bookings = Got<'/api/v1/me/bookings'>;
export type Booking = Bookings['items'][number];

/** Everything that may wait for a member on the first page. */
export interface Waiting {
  bookings: Booking[];
  /** What others changed of bookings and the member has not seen. */
  notices: Booking[];
  mine: Mine | undefined;
  pairings: OwnPairing[];
}

/** Asks for it all at once; pairings only of somebody who may have some. */
export function gather(bookings: Promise<Bookings>, notices: Promise<Bookings>): Promise<Waiting> {
  const mine = askMine();
  const pairings = mine.then((found) => (found && hasBeenMentor(found) ? ownPairings() : []));
  const all = Promise.all([bookings, notices, mine, pairings]).then(([{ items }, told, ...rest]) => ({
    bookings: items,
    notices: told.items,
    mine: rest[0],
    pairings: rest[1],
  }));
  return heard(all);
}

/** Whether the place is the member's; what was taken from them stays in the list until its day. */
export const isHeld = ({ state }: Pick<Booking, 'state'>) =>
  state === 'confirmed' || state === 'awaiting_clearance' || state === 'awaiting_confirmation';

/** The one thing to do now: an answer somebody waits for, then an application under way, then the nearest date. */
export type Next =
  | { kind: 'asked'; pairing: OwnPairing }
  | { kind: 'draft'; mine: Mine }
  | { kind: 'booking'; booking: Booking }
  | { kind: 'mentor'; mine: Mine }
  | { kind: 'free' };

/** States in which a mentor or applicant has something to read about what comes next. */
const underWay = [
  'applied',
  'screening',
  'interview',
  'accepted',
  'in_training',
  'shadowing',
  'competency_review',
  'deferred',
  'paused',
  'suspended',
];

/** Chooses the next thing out of what waits. */
export function nextOf({ bookings, mine, pairings }: Waiting): Next {
  const pairing = pairings.find(isAsked) ?? pairings.find(isAskedToGoOn);
  if (pairing) return { kind: 'asked', pairing };
  if (mine?.state === 'draft') return { kind: 'draft', mine };
  const booking = bookings.find(isHeld);
  if (booking) return { kind: 'booking', booking };
  if (mine && underWay.includes(mine.state)) return { kind: 'mentor', mine };
  return { kind: 'free' };
}
