import { expect, test } from 'vitest';
import { meant } from './grouped.ts';

const groups = [
  {
    code: 'sports',
    head: 'Sports',
    options: [
      { value: 'five', label: 'Mini-soccer' },
      { value: 'tai', label: 'Tai chi' },
    ],
  },
  { code: 'arts', head: '藝術', options: [{ value: 'paint', label: '繪畫' }] },
];
const codes = (words: string) =>
  meant(groups, words).flatMap(({ options }) => options.map(({ value }) => value));

test('typing leaves what is meant, however it is typed', () => {
  expect(codes('')).toEqual(['five', 'tai', 'paint']);
  expect(codes('SOCCER')).toEqual(['five']);
  expect(codes('ｔａｉｃｈｉ')).toEqual(['tai']);
  expect(codes('畫')).toEqual(['paint']);
  expect(codes('sport')).toEqual(['five', 'tai']);
  expect(codes('chess')).toEqual([]);
});
