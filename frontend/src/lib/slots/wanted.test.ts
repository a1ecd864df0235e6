import { expect, test } from 'vitest';
import { isNarrowed, queryOf, readWanted, searchOf } from './wanted.ts';

const today = '2026-11-23';
const read = (search: string) => readWanted(new URLSearchParams(search), today);

test('an address without anything shows the next seven days', () => {
  expect(read('')).toEqual({
    start: today,
    day: undefined,
    district: undefined,
    category: undefined,
    mine: false,
  });
  expect(queryOf(read(''))).toMatchObject({ from: '2026-11-23', to: '2026-11-29' });
});

test('what is chosen stands in the address and is read back', () => {
  const wanted = read('from=2026-11-30&day=2026-12-02&district=sha_tin&category=elderly&mine=true');
  expect(read(searchOf(wanted, today))).toEqual(wanted);
  expect(isNarrowed(wanted)).toBe(true);
});

test.each(['from=2026-02-01', 'from=soon', 'from=2026-99-99', 'day=2026-12-24', 'category=casino'])(
  'an address that makes no sense (%s) shows the usual list',
  (search) => {
    expect(read(search)).toEqual(read(''));
  },
);
