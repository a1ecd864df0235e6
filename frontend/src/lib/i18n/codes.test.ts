import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages } from './language.ts';

const document = path.join(import.meta.dirname, '../../../openapi.json');

/** Codes that no page meets: of imports, of the server's loops, of a key that our client never uses twice. */
const unseen = [
  'address_taken',
  'not_due',
  'not_utf8',
  'number_of_cells',
  'no_longer_said',
  'before_previous_step',
  'in_the_future',
  'key_used_for_another_request',
  'not_needed',
  'reference_twice',
  'unknown_reference',
  'wrong_office',
];

/** Every code by which the server may refuse, and every fault of a field, from the API's document. */
async function codes() {
  const { components } = JSON.parse(await readFile(document, 'utf8')) as {
    components: { schemas: Record<'Code' | 'FaultCode', { enum: string[] }> };
  };
  const { Code, FaultCode } = components.schemas;
  const seen = (code: string) => !unseen.includes(code);
  return { refusals: Code.enum.filter(seen), faults: FaultCode.enum.filter(seen) };
}

type Words = Record<string, unknown>;

test.each(languages)('%s: every code of the server has words', async (language) => {
  const { reasons } = (await import(`./${language}/reasons.ts`)) as {
    reasons: { refusals: Words; faults: Words };
  };
  const { bookingReasons } = (await import(`./${language}/booking-reasons.ts`)) as { bookingReasons: Words };
  const { staffReasons } = (await import(`./${language}/staff-reasons.ts`)) as { staffReasons: Words };
  const worded = { ...reasons.refusals, ...bookingReasons, ...staffReasons };
  const { refusals, faults } = await codes();
  expect(refusals.length).toBeGreaterThan(60);
  expect(faults.length).toBeGreaterThan(15);
  expect(refusals.filter((code) => !(code in worded))).toEqual([]);
  expect(faults.filter((code) => !(code in reasons.faults))).toEqual([]);
});
