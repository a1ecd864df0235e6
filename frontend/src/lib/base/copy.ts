import type { components } from './schema.d.ts';

type Schemas = components['schemas'];
type Me = Schemas['Me'];
type Booking = Schemas['BookingView'];

/** What this device keeps of a member, so that they find the way to their next shifts without a network. */
export interface Copy {
  /** When it was made. */
  at: string;
  /** As much of the account as its pages need; nothing of supervision, no address. */
  me: Me;
  /** Whom to telephone. */
  telephone?: string;
  /** What they hold of the next days, by time. */
  bookings: Booking[];
}

const DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The last moment of which bookings are kept. */
export const keptUntil = (now: Date) => new Date(now.getTime() + DAYS * DAY_MS);

/** The copy of a member's bookings as they are now: what is held in the next days, with what is needed to get there. */
export function copyOf(me: Me, bookings: readonly Booking[], telephone: string | undefined, now: Date): Copy {
  const held = bookings.filter(
    ({ state, slot }) =>
      (state === 'confirmed' || state === 'awaiting_clearance' || state === 'awaiting_confirmation') &&
      new Date(slot.startsAt) <= keptUntil(now),
  );
  return {
    at: now.toISOString(),
    me: {
      id: me.id,
      code: me.code,
      email: '',
      language: me.language,
      member: me.member,
      mentor: me.mentor,
      permissionConfirmed: me.permissionConfirmed,
      preferredName: me.preferredName,
      roles: [],
      supervision: 'none',
      version: me.version,
    },
    telephone,
    bookings: held.map(({ id, state, slot, meetingPoint, cancelUntil, version }) => ({
      id,
      // That an officer is asked stays off the device; that the place is to be confirmed is as true.
      state: state === 'awaiting_clearance' ? 'awaiting_confirmation' : state,
      slot,
      meetingPoint,
      cancelUntil,
      version,
      may: [],
    })),
  };
}

/** Keeps it in place of the one before. A device that keeps nothing is no reason to fail. */
export function keepCopy(storage: Storage, copy: Copy) {
  try {
    storage.setItem(`copy ${copy.me.id}`, JSON.stringify(copy));
  } catch {
    // Full, or forbidden: the pages work as before while there is a network.
  }
}

/** The copy on this device, without what is over; nothing when it is too old to be of use. */
export function readCopy(storage: Storage, now = new Date()): Copy | undefined {
  const key = Object.keys(storage).find((name) => name.startsWith('copy '));
  if (!key) return undefined;
  try {
    const copy: Copy = JSON.parse(storage.getItem(key) ?? '');
    if (now >= keptUntil(new Date(copy.at))) {
      storage.removeItem(key);
      return undefined;
    }
    return { ...copy, bookings: copy.bookings.filter(({ slot }) => new Date(slot.endsAt) > now) };
  } catch {
    storage.removeItem(key);
    return undefined;
  }
}
