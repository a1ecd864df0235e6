import { expect, test } from 'vitest';
import { OpeningDraft } from './opening-draft.svelte.ts';
import type { Opening } from './signs.ts';
import { languagesOf, textOf, written } from './texts.ts';

const opening: Opening = {
  id: '0198',
  hostId: '0199',
  hostName: { en: 'Harbour Home' },
  state: 'draft',
  title: { zhHant: '陪飲早茶', en: 'Morning tea' },
  text: { zhHant: '與長者飲茶。' },
  whatYouWillDo: { zhHant: '陪伴長者。', en: 'Keep them company.' },
  category: 'elderly',
  district: 'sha_tin',
  slots: [],
  may: [],
  version: 3,
};

test('a text keeps the languages that are written in, and only those that are chosen', () => {
  const fields = { ...written({ zhHant: ' 早茶 ', en: 'Tea' }), 'zh-Hans': '  ' };
  expect(textOf(fields, ['zh-Hant', 'en', 'zh-Hans'])).toEqual({ zhHant: '早茶', en: 'Tea' });
  expect(textOf(fields, ['en'])).toEqual({ en: 'Tea' });
  expect(languagesOf({ zhHans: '早茶', en: 'Tea' })).toEqual(['en', 'zh-Hans']);
});

test('an opening comes out of the form as it went in; what is empty is said to be empty', () => {
  const draft = new OpeningDraft(opening, 'en');
  expect(draft.facts).toEqual({
    title: opening.title,
    text: opening.text,
    whatYouWillDo: opening.whatYouWillDo,
    whatToBring: null,
    category: 'elderly',
    district: 'sha_tin',
    minAge: null,
    needsCheck: null,
  });
});

test('every chosen language needs its texts', () => {
  const empty = Object.entries(new OpeningDraft(opening, 'en').required).filter(([, value]) => value === '');
  expect(empty.map(([field]) => field)).toEqual(['text.en']);
  const fresh = new OpeningDraft(undefined, 'zh-Hant');
  expect(Object.keys(fresh.required)).toContain('title.zhHant');
  expect(Object.keys(fresh.required)).not.toContain('title.en');
});
