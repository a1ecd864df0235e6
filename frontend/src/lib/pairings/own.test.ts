import { expect, test } from 'vitest';
import { isAsked, isAskedToGoOn, isOpen, type OwnPairing } from './own.ts';

const allowing = (code: OwnPairing['may'][number]['code']) => ({
  may: [{ code, allowed: true, reasons: [] }],
});

test('a mentor is asked while the server takes their answer', () => {
  expect(isAsked(allowing('answer'))).toBe(true);
  expect(isAsked(allowing('take_yes_back'))).toBe(false);
  expect(isAsked({ may: [{ code: 'answer', allowed: false, reasons: [] }] })).toBe(false);
});

test('whoever may go on by themselves is asked only if they may also say not yet', () => {
  expect(isAskedToGoOn(allowing('not_yet'))).toBe(true);
  expect(isAskedToGoOn(allowing('resume'))).toBe(false);
});

test('what has ended is not open', () => {
  expect(isOpen({ state: 'paused' })).toBe(true);
  expect(isOpen({ state: 'closed' })).toBe(false);
  expect(isOpen({ state: 'declined' })).toBe(false);
});
