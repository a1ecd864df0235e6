import { expect, test } from 'vitest';
import { staffReasons as en } from './en/staff-reasons.ts';
import { staffReasons as hans } from './zh-Hans/staff-reasons.ts';
import { staffReasons as hant } from './zh-Hant/staff-reasons.ts';

test('where nobody holds a place because there is none, nobody is said to have it', () => {
  const none = { suitable: 2, mentors: 0, psychologists: 1, tiers: [0, 0, 0, 0], pinned: 0 };
  const taken = { ...none, tiers: [0, 3, 0, 0] };
  expect(en.crowded_out(none).what).toBe(
    'Mentors would suit, but they or their psychologists take nobody at the moment',
  );
  expect(en.crowded_out(taken).what).toContain('All 2 suitable mentors are with people');
  expect(en.crowded_out({ ...none, pinned: 1 }).what).toContain('are with people');
  for (const words of [hant, hans]) {
    expect(words.crowded_out(none).what).not.toContain('已配');
    expect(words.crowded_out(taken).what).toContain('已配');
    expect(words.psychologist_no_capacity().what + words.psychologists_full().what).not.toMatch(/已[滿满]/);
  }
});
