import { expect, test } from 'vitest';
import { wholeOf } from './pages.ts';

test('a list of more than one page is there to its last row', async () => {
  const lines = Array.from({ length: 250 }, (_, at) => ({ id: String(at) }));
  const asked: (string | undefined)[] = [];
  const whole = await wholeOf((after) => {
    asked.push(after);
    const from = Number(after ?? 0);
    const next = from + 100 < lines.length ? String(from + 100) : null;
    return Promise.resolve({ items: lines.slice(from, from + 100), next });
  });
  expect(whole.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
  expect(asked).toEqual([undefined, '100', '200']);
});
