import { expect, test } from 'vitest';
import { wanted } from './missing.ts';

const empty = (fields: Record<string, unknown>) =>
  Object.keys(fields).filter((name) => fields[name] === undefined || fields[name] === '');

test('every gift is asked for by its own name', () => {
  const offers = { belonging: 'lot' } as never;
  expect(empty(wanted('offers', { offers }))).toEqual(['offers.skill', 'offers.choice', 'offers.meaning']);
});

test('a no and an empty list of themes are answers', () => {
  expect(empty(wanted('consent', { matchConsent: false }))).toEqual([]);
  expect(empty(wanted('themes', { themes: [] }))).toEqual([]);
  expect(empty(wanted('themes', { themes: ['grief'] }))).toEqual(['themesShared']);
});

test('how well a language is spoken is asked of each; what is told of religion or health needs a yes or a no', () => {
  const languages = [{ code: 'yue', level: 'feelings' as const }, { code: 'en' }] as never;
  expect(empty(wanted('languages', { languages }))).toEqual(['level-en']);
  expect(empty(wanted('languages', { languages: [] }))).toEqual(['languages']);
  expect(empty(wanted('belief-health', {}))).toEqual([]);
  const sensitive = { interests: ['muslim'], themes: [] };
  expect(empty(wanted('belief-health', { sensitive }))).toEqual(['sensitive.shared']);
  expect(empty(wanted('belief-health', { sensitive: { ...sensitive, shared: false } }))).toEqual([]);
});

test('a week without a single half-hour is not an answer', () => {
  expect(empty(wanted('availability', { availability: '0'.repeat(84) }))).toEqual(['availability']);
});

test('who is not under supervision says since when, or never', () => {
  const no = { underSupervision: 'no' as const };
  expect(empty(wanted('supervision', no))).toEqual(['neverSupervised']);
  expect(empty(wanted('supervision', { ...no, neverSupervised: false }))).toEqual(['supervisionEndedMonth']);
  expect(empty(wanted('supervision', { ...no, neverSupervised: true }))).toEqual([]);
  expect(empty(wanted('supervision', { ...no, supervisionEndedMonth: '2020-01' }))).toEqual([]);
  expect(empty(wanted('supervision', { underSupervision: 'yes' }))).toEqual([]);
  expect(Object.keys(wanted('supervision', { neverSupervised: true }, true))).toEqual(['neverSupervised']);
});

test('an institution needs its month', () => {
  const heldAt = [{ institution: 'TF', untilMonth: '' }];
  expect(empty(wanted('held-at', { heldAt }))).toEqual(['heldAt[0].untilMonth']);
  expect(empty(wanted('held-at', {}))).toEqual(['heldAt']);
});
