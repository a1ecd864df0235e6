import { expect, test } from 'vitest';
import { numberIn } from './numbers.ts';

const places = { min: 1, max: 500 };

test.each([
  ['20', 20],
  [' 500 ', 500],
  ['007', 7],
])('%j is the number %d', (typed, number) => {
  expect(numberIn(typed, places)).toBe(number);
});

test.each(['', '0', '501', '5000', '-1', '1.5', '1,000', '1e2', '0x10', '二十', '20 places', '1000'])(
  '%j is refused and not made to fit',
  (typed) => {
    expect(numberIn(typed, places)).toBeUndefined();
  },
);

test('quarters are counted with a point or a comma', () => {
  const hours = { min: 0.25, max: 24, step: 0.25 };
  expect(numberIn('1.5', hours)).toBe(1.5);
  expect(numberIn('2,25', hours)).toBe(2.25);
  for (const typed of ['1.3', '0', '24.25', '1,000', '1.', '.5'])
    expect(numberIn(typed, hours)).toBeUndefined();
});
