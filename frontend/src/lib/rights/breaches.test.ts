import { expect, test } from 'vitest';
import { briefOf, momentOf, nextOf, pathOf, steps, type Breach, type Step } from './breaches.ts';

const noted = (step: Step, note = '已經停用帳戶，更改密碼。') => ({
  step,
  outcome: 'done' as const,
  note,
  by: '麥少芬',
  at: '2026-12-01T02:00:00Z',
});

/** A breach of which these steps are noted; it can be closed once all others are. */
const breach = (...done: Step[]): Pick<Breach, 'may' | 'steps'> => {
  const left = steps.filter((step) => step !== 'close' && !done.includes(step));
  return {
    steps: done.map((step) => noted(step)),
    may: steps.map((code) => ({ code, allowed: code !== 'close' || left.length === 0, reasons: [] })),
  };
};

test('the next step is the first of which nothing is noted', () => {
  expect(nextOf(breach())).toBe('gather');
  expect(nextOf(breach('contain'))).toBe('gather');
  expect(nextOf(breach('gather', 'contain', 'assess'))).toBe('notify_commissioner');
  expect(nextOf(breach(...steps.slice(0, -1)))).toBe('close');
  expect(nextOf({ ...breach(...steps), may: [] })).toBeUndefined();
});

test('the path has every step with all that was noted of it', () => {
  const twice = breach('gather', 'contain');
  const path = pathOf({ ...twice, steps: [...twice.steps, noted('gather', '再找到三個檔案。')] });
  expect(path.map(({ step }) => step)).toEqual(steps);
  expect(path.map(({ notes }) => notes.length)).toEqual([2, 1, 0, 0, 0, 0, 0]);
  expect(path.at(-1)?.may).toBe(false);
});

test('a day and a time are a moment in Hong Kong', () => {
  expect(new Date(momentOf('2026-12-01', '08:30')).toISOString()).toBe('2026-12-01T00:30:00.000Z');
});

test('a row says the beginning of what happened', () => {
  expect(briefOf('一部手提電腦\n遺失了。')).toBe('一部手提電腦 遺失了。');
  expect([...briefOf('字'.repeat(500))].length).toBe(122);
});
