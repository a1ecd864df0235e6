import { expect, test } from 'vitest';
import { factors, numbersOf, read, sharesOf, sumOf, written, type Numbers } from './weights.ts';

const product: Numbers = {
  themes: 220,
  needs: 180,
  interests: 130,
  availability: 130,
  language: 90,
  travel: 70,
  continuity: 60,
  age: 50,
  stage: 40,
  cp_expertise: 30,
};

test('what was given comes back as it was, and adds up', () => {
  expect(numbersOf(written(product))).toEqual(product);
  expect(sumOf(written(product))).toBe(1000);
  expect(factors.toSorted()).toEqual(Object.keys(product).toSorted());
});

test('a field without a whole number counts nothing and keeps all from being sent', () => {
  for (const text of ['', ' ', '1.5', '1e3', '-5', 'ten']) {
    expect(read(text)).toBeUndefined();
    expect(numbersOf({ ...written(product), age: text })).toBeUndefined();
    expect(sumOf({ ...written(product), age: text })).toBe(950);
  }
  expect(read(' 7 ')).toBe(7);
});

test('each field is a part of the whole, and what is no number takes nothing of it', () => {
  const shares = sharesOf({ ...written(product), age: '-5', stage: '' });
  expect(shares.map(({ factor }) => factor)).toEqual(factors);
  const of = (factor: string) => shares.find((one) => one.factor === factor)?.value;
  expect([of('themes'), of('age'), of('stage')]).toEqual([220, 0, 0]);
});
