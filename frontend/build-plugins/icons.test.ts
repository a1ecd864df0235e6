import { expect, test } from 'vitest';
import { asPath } from './icons.ts';

test('a circle becomes two arcs', () => {
  expect(asPath(['circle', { cx: '12', cy: '12', r: '10' }])).toBe(
    'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z',
  );
});

test('a path that starts with a relative move can stand after another', () => {
  expect(asPath(['path', { d: 'm9 18 6-6-6-6' }])).toBe('M9 18l6-6-6-6');
  expect(asPath(['path', { d: 'm15 18v2' }])).toBe('M15 18v2');
});

test('a shape nobody has taught it stops the build', () => {
  expect(() => asPath(['ellipse', {}])).toThrow('ellipse');
});
