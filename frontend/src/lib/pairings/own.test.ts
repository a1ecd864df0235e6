import { expect, test } from 'vitest';
import { isAsked, isOpen } from './own.ts';

test('a mentor is asked once, while the answers are being gathered', () => {
  expect(isAsked({ state: 'consenting', consent: 'asked' })).toBe(true);
  expect(isAsked({ state: 'consenting', consent: 'given' })).toBe(false);
  expect(isAsked({ state: 'lapsed', consent: 'asked' })).toBe(false);
});

test('what has ended is not open', () => {
  expect(isOpen({ state: 'paused' })).toBe(true);
  expect(isOpen({ state: 'closed' })).toBe(false);
  expect(isOpen({ state: 'declined' })).toBe(false);
});
