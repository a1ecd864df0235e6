import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetOthers } from './choices.ts';
import { copyOf, keepCopy, readCopy } from './copy.ts';

const now = new Date('2026-11-29T02:32:00Z');
const me = {
  id: 'lok',
  code: 'ABC-234',
  email: 'lok@example.test',
  language: 'zh-Hant',
  member: true,
  mentor: false,
  permissionConfirmed: true,
  preferredName: '阿樂',
  roles: [],
  supervision: 'supervised',
  version: 3,
} as unknown as Parameters<typeof copyOf>[0];

type Bookings = Parameters<typeof copyOf>[1];
const booking = (id: string, startsAt: string, endsAt: string, state = 'confirmed') =>
  ({
    id,
    state,
    slot: { startsAt, endsAt },
    meetingPoint: { en: 'Park' },
    may: [{ code: 'cancel' }],
  }) as unknown as Bookings[number];

/** A browser's storage: what is kept are its own properties. */
class Kept {
  [name: string]: unknown;
  getItem(name: string) {
    return (this[name] as string | undefined) ?? null;
  }
  setItem(name: string, value: string) {
    this[name] = value;
  }
  removeItem(name: string) {
    delete this[name];
  }
}

let storage: Storage;
beforeEach(() => {
  storage = new Kept() as unknown as Storage;
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => vi.unstubAllGlobals());

test('the very next booking is kept however far it is, and what is not kept is known with its day', () => {
  const kept = (more: boolean, ...bookings: Bookings) => copyOf(me, bookings, undefined, now, more);
  const next = booking('next', '2026-12-16T02:00:00Z', '2026-12-16T04:00:00Z');
  const after = booking('after', '2026-12-20T02:00:00Z', '2026-12-20T04:00:00Z');
  expect(kept(false, next, after)).toMatchObject({
    bookings: [{ id: 'next' }],
    until: '2026-12-13T15:59:59.999Z',
  });
  expect(kept(false, next).until).toBeUndefined();
  expect(kept(true, next).until).toBeDefined();
});

const keep = (...bookings: Bookings) => keepCopy(storage, copyOf(me, bookings, '+852 3000 0123', now));

test('what somebody holds of the next 14 days is read again, with the time of the copy and whom to telephone', () => {
  keep(
    booking('soon', '2026-11-30T02:00:00Z', '2026-11-30T04:00:00Z'),
    booking('cancelled', '2026-12-01T02:00:00Z', '2026-12-01T04:00:00Z', 'cancelled'),
    booking('later', '2026-12-20T02:00:00Z', '2026-12-20T04:00:00Z'),
  );
  const copy = readCopy(storage, now);
  expect(copy?.bookings.map(({ id }) => id)).toEqual(['soon']);
  expect(copy).toMatchObject({ at: now.toISOString(), telephone: '+852 3000 0123' });
  expect(copy?.bookings[0]).toMatchObject({ meetingPoint: { en: 'Park' }, may: [] });
});

test('the device learns neither the address of a person nor anything of supervision', () => {
  keep(booking('asked', '2026-11-30T02:00:00Z', '2026-11-30T04:00:00Z', 'awaiting_clearance'));
  const copy = readCopy(storage, now);
  expect(copy?.me.preferredName).toBe('阿樂');
  expect(copy?.bookings[0]?.state).toBe('awaiting_confirmation');
  expect(JSON.stringify(storage)).not.toMatch(/lok@example\.test|supervised|clearance/);
});

test('what is over is not shown, and a copy of two weeks ago is gone', () => {
  keep(booking('soon', '2026-11-30T02:00:00Z', '2026-11-30T04:00:00Z'));
  expect(readCopy(storage, new Date('2026-11-30T05:00:00Z'))?.bookings).toEqual([]);
  expect(readCopy(storage, new Date('2026-12-13T02:32:00Z'))).toBeUndefined();
  expect(readCopy(storage, now)).toBeUndefined();
});

test('it is wiped at sign-out and when somebody else signs in, and stays for the same person', () => {
  keep();
  forgetOthers('lok');
  expect(readCopy(storage, now)?.me.id).toBe('lok');
  forgetOthers('somebody else');
  expect(readCopy(storage, now)).toBeUndefined();
  keep();
  forgetOthers(undefined);
  expect(readCopy(storage, now)).toBeUndefined();
});

test('what cannot be read is thrown away', () => {
  storage.setItem('copy lok', '{');
  expect(readCopy(storage, now)).toBeUndefined();
  expect(Object.keys(storage)).toEqual([]);
});
