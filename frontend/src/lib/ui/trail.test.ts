import { expect, test } from 'vitest';
import { stepsAlong, type Path } from './trail.ts';

const road: Path = [
  [0, 100],
  [100, 90],
  [200, 40],
  [300, 0],
];

test('steps shrink along the road, and their distances with them', () => {
  const steps = stepsAlong(road, 15, 3);
  const left = steps.filter((_, i) => i % 2 === 0);
  const sizes = steps.map(([, , , size]) => size);
  const gaps = left.slice(1).map(([x, y], i) => Math.hypot(x - left[i]![0], y - left[i]![1]));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(gaps.at(-1)!).toBeLessThan(gaps[0]! / 2);
});

test('steps fade from whole to half', () => {
  const steps = stepsAlong(road, 15, 3);
  expect(steps[0]![4]).toBe(1);
  expect(steps.at(-1)![4]).toBeGreaterThanOrEqual(0.5);
});

test('left and right stand on either side of the road', () => {
  const straight: Path = [
    [0, 0],
    [100, 0],
    [200, 0],
    [300, 0],
  ];
  const ys = stepsAlong(straight, 5, 5).map(([, y]) => Math.sign(y));
  expect(ys.slice(0, 4)).toEqual([-1, 1, -1, 1]);
});
