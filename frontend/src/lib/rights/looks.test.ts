import { expect, test } from 'vitest';
import { people, recent, told, type Look } from './looks.ts';

const look = (more: Partial<Look> = {}): Look => ({
  id: crypto.randomUUID(),
  at: '2026-11-25T12:10:00Z',
  role: 'coordinator',
  name: '何婉雯',
  place: 'MFRC-MK',
  seen: 'bookings',
  purpose: 'hours',
  ...more,
});

test('what one person saw at one moment for one reason is one line', () => {
  const rows = told([
    look(),
    look({ seen: 'account' }),
    look({ purpose: 'check' }),
    look({ name: '李靜文', role: 'psychologist' }),
    look({ at: '2026-11-25T12:30:00Z' }),
  ]);
  expect(rows.map(({ seen }) => seen)).toEqual([
    ['bookings', 'account'],
    ['bookings'],
    ['bookings'],
    ['bookings'],
  ]);
  expect(people(rows)).toBe(2);
});

test('all that one emergency access shows is one box', () => {
  const emergency = { cause: 'missing', endsAt: '2026-11-25T13:00:00Z' } as const;
  const by = { role: 'psychologist', purpose: 'emergency', emergency } as const;
  const rows = told([
    look({ ...by, seen: 'pairing', at: '2026-11-25T12:30:00Z' }),
    look({ ...by, seen: 'mentor' }),
    look({ ...by, seen: 'mentor', emergency: { ...emergency, endsAt: '2026-11-20T13:00:00Z' } }),
    look({ role: 'psychologist', purpose: 'emergency', seen: 'account' }),
  ]);
  expect(rows.map(({ seen }) => seen)).toEqual([['pairing', 'mentor'], ['mentor'], ['account']]);
});

test('what is older than thirty days stands apart', () => {
  const rows = told([look(), look({ at: '2026-10-01T12:10:00Z' })]);
  const [now, before] = recent(rows, new Date('2026-11-26T00:00:00Z'));
  expect([now.length, before.length]).toEqual([1, 1]);
});
