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
  if (/(reasons\.(refusals|faults)|bookingReasons|staffFaults|staffReasons)\./.test(path)) {
    return message({
      min: 3,
      max: 9,
      age: 18,
      kind: 'reference',
      validTo: '2027-03-31',
      on: '2027-03-31',
      modules: ['M1'],
    });
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

/** Each thing has one name: what is not said, and what is said instead. */
const terms: Record<string, [unsaid: RegExp, said: string][]> = {
  'zh-Hant': [
    [/什麼/, '甚麼'],
    [/[裏台週]/, '裡、臺、周（星期）'],
    [/長處/, '強項'],
    [/帶領/, '與⋯⋯同行'],
    [/結束/, '完結'],
    [/提交/, '遞交'],
    [/.計劃統籌主任|計劃統籌主任./, '統籌主任；全名只作崗位名稱'],
    [/收回.{0,3}同意|同意.{0,4}收回/, '撤回同意'],
    [/帳號|賬戶|用戶/, '帳戶、使用的人'],
    [/登錄/, '登入'],
    [/聯繫我們|信息|視頻|網路|默認|隱私/, '聯絡、資料、視像、網絡、預設、私隱'],
    [/面試/, '面談'],
    [/志願/, '義工'],
    [/您/, '你'],
    [/[咁嘅咗喺嚟]/, '書面語'],
  ],
  'zh-Hans': [
    [/长处/, '强项'],
    [/带领/, '与⋯⋯同行'],
    [/结束/, '完结'],
    [/提交/, '递交'],
    [/储存/, '保存'],
    [/视频/, '视像'],
    [/.计划统筹主任|计划统筹主任./, '统筹主任；全名只作岗位名称'],
    [/收回.{0,3}同意|同意.{0,4}收回/, '撤回同意'],
    [/登入/, '登录'],
    [/面试/, '面谈'],
    [/志愿/, '义工'],
    [/您/, '你'],
  ],
  en: [
    [/\bemail/i, 'e-mail'],
    [/\b(log ?in|logged in)\b/i, 'sign in'],
    [/\bcenters?\b/i, 'centre'],
    [/\bprograms?\b/i, 'programme'],
    [/\borganiz/i, 'organis…'],
    [/\b(mentees?|clients?|inmates?|prisoners?)\b/i, 'the person'],
    [/\bclick/i, 'choose, press or tap'],
    [/\bsorry\b|!/i, 'what is, why, and what to do'],
    [/\b(utilise|via|e\.g\.|i\.e\.)/i, 'plain words'],
  ],
};

test.each(Object.entries(terms))('%s: each thing has one name', async (language, unsaid) => {
  const all = await everyText(language);
  const said = unsaid.flatMap(([pattern, better]) =>
    all.filter(([, text]) => pattern.test(text)).map(([path, text]) => `${path}: ${text} → ${better}`),
  );
  expect(said).toEqual([]);
});
