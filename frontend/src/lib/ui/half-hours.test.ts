import { expect, test } from 'vitest';
import { bandsFor, keyLeads, spanOf } from './half-hours.ts';

const day = Array<boolean>(48).fill(false);

test('the edges of the day show only where something is chosen', () => {
  expect(bandsFor(day).map(({ key }) => key)).toEqual(['morning', 'afternoon', 'evening']);
  expect(bandsFor(day.with(47, true)).map(({ key }) => key)).toContain('night');
  expect(bandsFor(day.with(10, true)).map(({ key }) => key)).toContain('earlier');
});

test('arrows move by one and by a row, and stop at the ends', () => {
  expect(keyLeads('ArrowRight', 20, 18, 43, 6)).toBe(21);
  expect(keyLeads('ArrowDown', 20, 18, 43, 6)).toBe(26);
  expect(keyLeads('ArrowUp', 20, 18, 43, 4)).toBe(18);
  expect(keyLeads('End', 20, 18, 43, 6)).toBe(43);
  expect(keyLeads('a', 20, 18, 43, 6)).toBeUndefined();
});

test('a span runs forwards and backwards', () => {
  expect(spanOf(20, 23)).toEqual([20, 24]);
  expect(spanOf(23, 20)).toEqual([20, 24]);
});
