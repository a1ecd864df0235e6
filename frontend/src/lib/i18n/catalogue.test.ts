import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages } from './language.ts';

// Names the product never uses for a person, in any of its languages.
const forbidden =
  /ex-?offender|offender|persister|risk score|罪犯|犯人|釋囚|释囚|持續犯罪|持续犯罪|風險評分|风险评分/i;
const han = '\\p{Script=Han}，。；：？！、「」（）';
const typedSpace = new RegExp(`[${han}][ \\u00a0]+[\\w]|[\\w][ \\u00a0]+[${han}]`, 'u');

/** Every text of a catalogue with its path; functions are called with stand-ins. */
function* texts(value: unknown, path: string): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'function') {
    yield* texts(said(value as (...values: unknown[]) => unknown, path), path);
  } else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) yield* texts(inner, `${path}.${key}`);
  }
}

/** What a message says with stand-ins: reasons take parameters, others numbers or, failing that, words. */
function said(message: (...values: unknown[]) => unknown, path: string): unknown {
  if (/(reasons\.(refusals|faults)|bookingReasons|staffReasons)\./.test(path)) {
    return message({ min: 3, max: 9, age: 18, kind: 'reference', validTo: '2027-03-31', modules: ['M1'] });
  }
  try {
    return message(3, 3, 3);
  } catch {
    return message('X', 'Y', 'Z');
  }
}

async function everyText(language: string) {
  const parts = await readdir(path.join(import.meta.dirname, language, 'parts'));
  const modules: { default: object }[] = await Promise.all(
    parts.map((part) => import(`./${language}/parts/${part.replace(/\.ts$/, '')}.ts`)),
  );
  return modules.flatMap((module) => [...texts(module.default, '')]);
}

for (const language of languages) {
  test(`${language}: no text is empty, none uses a word we do not use`, async () => {
    const all = await everyText(language);
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(all.filter(([, text]) => forbidden.test(text))).toEqual([]);
  });
}

test.each(['zh-Hant', 'zh-Hans'])(
  '%s: no typed space between Chinese and figures or Latin',
  async (language) => {
    expect((await everyText(language)).filter(([, text]) => typedSpace.test(text))).toEqual([]);
  },
);

test('simplified texts hold no common traditional character', async () => {
  const traditional = /[們導師這個請還會時間電郵應與為後來說開關]/;
  expect((await everyText('zh-Hans')).filter(([, text]) => traditional.test(text))).toEqual([]);
});
