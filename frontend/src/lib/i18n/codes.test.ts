import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages } from './language.ts';

const source = path.join(import.meta.dirname, '../../../../src');

/** Where the code is a variable: which ones it may be. Such a call in another file fails the test. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  'service/openings/rules.rs': ['insurance_expired', 'agreement_expired'],
  'mentoring/pairings/guards.rs': [
    'mentor_not_active',
    'mentor_certification_ended',
    'mentor_consent_missing',
    'supervisor_changed',
    'institution_not_cleared',
    'same_gender_wanted',
    'ask_staff',
    'referral_not_eligible',
  ],
  'proposing/placings/solving.rs': [
    'association_clearance_needed',
    'mentor_consent_missing',
    'clearance_check_missing',
    'mentor_certification_ended',
    'institutions_missing',
    'no_psychologist_there',
    'psychologists_full',
  ],
};
/** Next steps, which have words of their own; codes that only the server's loops meet; the helpers themselves. */
const elsewhere = ['mentoring/applications/view.rs', 'base/error.rs', 'matching/verify.rs'];
const unseen = ['not_due', 'key_used_for_another_request'];

/** Every code by which the server may refuse, and every fault of a field, read from its source. */
async function codes() {
  const [refusals, faults, unlisted] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const files = await readdir(source, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.rs') && !/tests\.rs$|^cli/.test(name))) {
    if (elsewhere.includes(file)) continue;
    const [text = ''] = (await readFile(path.join(source, file), 'utf8')).split('#[cfg(test)]');
    for (const [, code = ''] of text.matchAll(/(?:Reason::(?:new|with)|refused|on_unique)\(\s*"(\w+)"/g))
      refusals.add(code);
    for (const [, code = ''] of text.matchAll(
      /(?:Fault::(?:new|with)|Error::invalid)\(\s*(?:"[^"]*"|[^,"]+|format!\([^)]*\)),\s*"(\w+)"/g,
    ))
      faults.add(code);
    const variable =
      /Reason::(?:new|with)\(\s*[^"\s)]|Fault::(?:new|with)\((?:"[^"]*"|[^,"]+),\s*[^"\s)]/.test(text);
    if (variable && !(file in chosen)) unlisted.add(file);
  }
  for (const code of Object.values(chosen).flat()) refusals.add(code);
  for (const code of unseen) {
    refusals.delete(code);
    faults.delete(code);
  }
  return { refusals: [...refusals], faults: [...faults], unlisted: [...unlisted] };
}

type Words = Record<string, unknown>;

test.each(languages)('%s: every code of the server has words', async (language) => {
  const { reasons } = (await import(`./${language}/reasons.ts`)) as {
    reasons: { refusals: Words; faults: Words };
  };
  const { bookingReasons } = (await import(`./${language}/booking-reasons.ts`)) as { bookingReasons: Words };
  const { staffReasons } = (await import(`./${language}/staff-reasons.ts`)) as { staffReasons: Words };
  const worded = { ...reasons.refusals, ...bookingReasons, ...staffReasons };
  const { refusals, faults, unlisted } = await codes();
  expect(refusals.length).toBeGreaterThan(60);
  expect(faults.length).toBeGreaterThan(15);
  expect(unlisted).toEqual([]);
  expect(refusals.filter((code) => !(code in worded))).toEqual([]);
  expect(faults.filter((code) => !(code in reasons.faults))).toEqual([]);
});
