import { expect, test } from 'vitest';
import { byKind, sentenceOf, type RoundChange } from './update.ts';

const lai = { id: 'm1', preferredName: 'Lai' };
const chan = { id: 'm2', preferredName: 'Chan' };
const change = (alias: string, waitingDays: number, some: Partial<RoundChange>): RoundChange => ({
  referralId: alias,
  reference: `R-${alias}`,
  alias,
  waitingDays,
  from: null,
  to: null,
  points: null,
  because: [],
  ...some,
});
const words = {
  fresh: (alias: string, mentor: string) => `${alias} can have ${mentor}`,
  moved: (alias: string, from: string, to: string, names: string) => `${alias}: ${from} > ${to} (${names})`,
  without: (alias: string, from: string, names: string) => `${alias} loses ${from} (${names})`,
};

const fresh = change('Noor', 200, { to: lai });
const moved = change('Ben', 90, { from: lai, to: chan, because: ['R-Noor'] });
const without = change('Kit', 300, { from: chan, because: ['R-Ben', 'R-elsewhere'] });

test('who has a mentor now comes first, then who moves, then who goes without', () => {
  const longer = change('May', 400, { to: chan });
  expect(byKind([without, moved, fresh, longer])).toEqual([
    ['fresh', [longer, fresh]],
    ['moved', [moved]],
    ['without', [without]],
  ]);
  expect(byKind([moved])).toEqual([['moved', [moved]]]);
  expect(byKind([])).toEqual([]);
});

test('a change names who gets the mentor: by alias, or by reference where no alias tells', () => {
  const all = [fresh, moved, without];
  expect(all.map((one) => sentenceOf(one, all, words, ', '))).toEqual([
    'Noor can have Lai',
    'Ben: Lai > Chan (Noor)',
    'Kit loses Chan (Ben, R-elsewhere)',
  ]);
  const namesake = { ...fresh, referralId: 'other', reference: 'R-other' };
  expect(sentenceOf(moved, [...all, namesake], words, ', ')).toBe('Ben: Lai > Chan (R-Noor)');
});

test('a change that nobody else causes has no names', () => {
  expect(sentenceOf({ ...moved, because: [] }, [moved], words, ', ')).toBe('Ben: Lai > Chan ()');
});
