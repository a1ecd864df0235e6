import { expect, test } from 'vitest';
import { towards } from './goal.ts';

test.each([
  [0, { goal: 50, each: 5, done: 0, left: 50 }],
  [62.5, { goal: 100, each: 10, done: 6, left: 37.5 }],
  [100, { goal: 200, each: 20, done: 5, left: 100 }],
  [199.5, { goal: 200, each: 20, done: 9, left: 0.5 }],
  [200, { goal: 300, each: 30, done: 6, left: 100 }],
])('from %s hours the next goal lies ahead', (hours, expected) => {
  expect(towards(hours)).toMatchObject(expected);
});
