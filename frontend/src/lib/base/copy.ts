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
  /** What they hold of the next days, by time, and in any case the very next. */
  bookings: Booking[];
  /** The last moment up to which that is all; nothing where they held no more after it. */
  until?: string;
}

const DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Hong Kong is ahead of UTC by so much, all year. */
const AHEAD_MS = 8 * 60 * 60 * 1000;

/** The last moment of which every booking is kept: the end of a day in Hong Kong, so that a page can name the day. */
export function keptUntil(now: Date): Date {
  const day = Math.floor((now.getTime() + AHEAD_MS) / DAY_MS);
  return new Date((day + DAYS + 1) * DAY_MS - AHEAD_MS - 1);
}

/** Whether the place is theirs, or held for them. */
export const isKept = ({ state }: Pick<Booking, 'state'>) =>
  state === 'confirmed' || state === 'awaiting_clearance' || state === 'awaiting_confirmation';

/**
 * The copy of a member's bookings as they are now: what is held in the next days and in any case the very next, with what
 * is needed to get there. `more` says that the server has others after these.
 */
export function copyOf(
  me: Me,
  bookings: readonly Booking[],
  telephone: string | undefined,
  now: Date,
  more = false,
): Copy {
  const until = keptUntil(now);
  const all = bookings.filter(isKept);
  const held = all.filter(({ slot }, i) => i === 0 || new Date(slot.startsAt) <= until);
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
    until: more || held.length < all.length ? until.toISOString() : undefined,
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
    if (now.getTime() - new Date(copy.at).getTime() >= DAYS * DAY_MS) {
      storage.removeItem(key);
      return undefined;
    }
    return { ...copy, bookings: copy.bookings.filter(({ slot }) => new Date(slot.endsAt) > now) };
  } catch {
    storage.removeItem(key);
    return undefined;
  }
}
