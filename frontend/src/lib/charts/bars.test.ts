import { expect, test } from 'vitest';
import { line, picture, widthOf, type Bar } from './bars.ts';

const bar = (label: string, ...values: number[]): Bar => ({ label, values, total: `${values[0]}/4` });
const week = ['一', '二', '三', '四', '五', '六', '日'].map((day, i) => bar(day, i, 4 - Math.min(4, i)));

test('bars are never wider than 44 pixels and stay inside the picture', () => {
  for (const width of [460, 1100]) {
    const { drawn, upright, height } = picture(week, width);
    expect(upright).toBe(true);
    for (const mark of drawn.flatMap(({ marks }) => marks)) {
      expect(mark.width).toBeLessThanOrEqual(44);
      expect(mark.x).toBeGreaterThanOrEqual(0);
      expect(mark.x + mark.width).toBeLessThanOrEqual(width);
      expect(mark.y + mark.height).toBeLessThanOrEqual(height);
    }
  }
});

test('parts stand upon each other with two pixels between them', () => {
  const [{ marks } = { marks: [] }] = picture([bar('30日內', 3, 2, 1)], 460).drawn;
  expect(marks.map(({ part }) => part)).toEqual([0, 1, 2]);
  const [low, middle, high] = marks;
  expect(low && middle && low.y - (middle.y + middle.height)).toBeCloseTo(2);
  expect(middle && high && middle.y - (high.y + high.height)).toBeCloseTo(2);
});

test('heights are as the numbers are', () => {
  const { drawn } = picture([bar('a', 8), bar('b', 4)], 460);
  const [eight, four] = drawn.map(({ marks }) => marks[0]?.height ?? 0);
  expect(eight).toBeCloseTo(2 * (four ?? 0));
});

test('nothing is drawn of nothing, and the smallest number is still seen', () => {
  const { drawn } = picture([bar('a', 0, 1000), bar('b', 1, 0)], 460);
  expect(drawn.map(({ marks }) => marks.length)).toEqual([1, 1]);
  expect(drawn[1]?.marks[0]?.height).toBeGreaterThanOrEqual(1);
});

test('a picture of zeros, or of nothing, can be drawn', () => {
  expect(picture([bar('a', 0), bar('b', 0)], 350).drawn.flatMap(({ marks }) => marks)).toEqual([]);
  expect(picture([], 350).drawn).toEqual([]);
});

test('where the names do not fit below, bars lie and their totals still fit', () => {
  const long = ['等候少於90日', '等候90至179日', '等候180至364日'].map((name) => bar(name, 3, 1));
  const { drawn, upright } = picture(long, 350);
  expect(upright).toBe(false);
  for (const { totals } of drawn) {
    for (const { x, text } of totals) expect(x + widthOf(text)).toBeLessThanOrEqual(350);
  }
  const ends = drawn.map(({ marks }) => Math.max(...marks.map(({ y, height }) => y + height)));
  const starts = drawn.map(({ marks }) => Math.min(...marks.map(({ y }) => y)));
  expect(ends.slice(0, -1).every((end, i) => end < (starts[i + 1] ?? 0))).toBe(true);
});

test('parts beside each other each have their own number', () => {
  const [{ marks, totals } = { marks: [], totals: [] }] = picture([bar('yue', 5, 2)], 460, true).drawn;
  expect(totals.map(({ text }) => text)).toEqual(['5', '2']);
  const [wanted, spoken] = marks;
  expect(wanted && spoken && spoken.x - (wanted.x + wanted.width)).toBeCloseTo(2);
});

test('one bar of a whole keeps what is missing free, and shrinks for what is too much', () => {
  const [first, second] = line([400, 100], 1000, 500);
  expect(first).toEqual({ x: 0, width: 200 });
  expect(second).toEqual({ x: 202, width: 48 });
  const over = line([1500, 500], 1000, 500);
  expect((over[1]?.x ?? 0) + (over[1]?.width ?? 0)).toBeCloseTo(500);
  expect(line([0, 10], 1000, 500)[0]?.width).toBe(0);
});
