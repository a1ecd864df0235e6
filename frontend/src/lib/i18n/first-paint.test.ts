import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { firstLanguage, ownNames } from './language.ts';
import { writtenAt, writtenOf } from './written.ts';

/** What `app.html` does before the first paint, with a page written in Traditional Chinese. */
function beforePaint(cookie: string, languages: string[]) {
  const html = readFileSync(path.join(import.meta.dirname, '../../app.html'), 'utf8');
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const page = { lang: 'zh-Hant-HK', dataset: {} as Record<string, string> };
  const run = new Function('document', 'navigator', 'location', script);
  run({ documentElement: page, cookie }, { languages }, { pathname: '/', search: '' });
  return page;
}

test.each([
  ['', []],
  ['', ['fr', 'en-GB']],
  ['', ['zh-CN', 'zh', 'en']],
  ['', ['zh-HK', 'en']],
  ['', ['zh-Hans-HK']],
  ['visited=yes; language=zh-Hans', ['en-GB']],
  ['language=en; look=dark', ['zh-TW']],
])('the first paint speaks as the application does: %s %s', (cookie, languages) => {
  const { lang, dataset } = beforePaint(cookie, languages);
  const kept = /language=([\w-]+)/.exec(cookie)?.[1];
  expect(lang).toBe(ownNames[firstLanguage(kept, languages)].tag);
  // A page in another language is not shown before it is in this one.
  expect(dataset.other).toBe(lang === 'zh-Hant-HK' ? undefined : 'zh-Hant-HK');
  expect(dataset.look).toBe(/look=(\w+)/.exec(cookie)?.[1]);
});

test.each(['/', '/openings'])('what is written of %s in each language is found again', (page) => {
  expect(writtenOf(writtenAt(page, 'en'))).toEqual({ path: page, language: 'en' });
  expect(writtenOf(writtenAt(page, 'zh-Hans'))).toEqual({ path: page, language: 'zh-Hans' });
  expect(writtenAt(page, 'zh-Hant')).toBe(page);
  expect(writtenOf('/enough')).toEqual({ path: '/enough', language: 'zh-Hant' });
});
