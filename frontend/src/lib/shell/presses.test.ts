import { expect, test } from 'vitest';
import { Presses } from './presses.ts';

/** Presses at a moment and a place, on a control. */
function press(presses: Presses, timeStamp: number, clientX: number, control: string, toggles = false) {
  presses.down({ timeStamp, clientX, clientY: 100 });
  return presses.swallows(control, toggles);
}

test('the second press of a double one does not reach what the first one opened', () => {
  const presses = new Presses();
  expect(press(presses, 0, 50, 'book')).toBe(false);
  expect(press(presses, 180, 54, 'scrim')).toBe(true);
  expect(press(presses, 300, 52, 'book it')).toBe(true);
});

test('what opens and closes by the same press opens once', () => {
  const presses = new Presses();
  expect(press(presses, 0, 50, 'more', true)).toBe(false);
  expect(press(presses, 200, 50, 'more', true)).toBe(true);
  expect(press(presses, 900, 50, 'more', true)).toBe(false);
});

test('a later press, one elsewhere, and quick ones on what stays are all meant', () => {
  const presses = new Presses();
  expect(press(presses, 0, 50, 'book')).toBe(false);
  expect(press(presses, 600, 50, 'scrim')).toBe(false);
  expect(press(presses, 700, 200, 'cancel')).toBe(false);
  expect(press(presses, 1200, 50, 'next week')).toBe(false);
  expect(press(presses, 1350, 50, 'next week')).toBe(false);
});

test('a press on a label reaches its box in the same press', () => {
  const presses = new Presses();
  presses.down({ timeStamp: 0, clientX: 50, clientY: 100 });
  expect(presses.swallows('box', false)).toBe(false);
  expect(presses.swallows('box', false)).toBe(false);
});
