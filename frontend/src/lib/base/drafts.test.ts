import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { draftOf, dropDraft, dropOthers, keepDraft, unsent } from './drafts.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The storage of a device: what it holds are its own keys. */
function device() {
  const kept = Object.create({
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, text: string) => (kept[key] = text),
    removeItem: (key: string) => delete kept[key],
  });
  return kept;
}

beforeEach(() => vi.stubGlobal('localStorage', device()));
afterEach(() => {
  dropOthers();
  vi.unstubAllGlobals();
});

test('a draft is its writer’s alone, until it is sent', () => {
  expect(keepDraft('ho', 'note/1', { note: '早晨' }, 3)).toBe(true);
  expect(draftOf('ho', 'note/1')).toMatchObject({ value: { note: '早晨' }, version: 3 });
  expect(draftOf('mei', 'note/1')).toBeUndefined();
  expect(draftOf('ho', 'note/2')).toBeUndefined();
  dropDraft('ho', 'note/1');
  expect(draftOf('ho', 'note/1')).toBeUndefined();
});

test('whoever signs in finds no draft of anybody else on the device, nor one of their own that is too old', () => {
  keepDraft('ho', 'note/1', { note: 'Ho’s' });
  keepDraft('mei', 'note/1', { note: 'new' });
  keepDraft('mei', 'note/2', { note: 'old' }, undefined, Date.now() - 15 * DAY);
  expect(draftOf('mei', 'note/2')).toBeUndefined();
  dropOthers('mei');
  expect(Object.keys(localStorage)).toEqual(['draft1/mei/note/1']);
  dropOthers();
  expect(Object.keys(localStorage)).toEqual([]);
});

test('whoever signs out learns on which pages they have written, each once, and of nobody else’s', () => {
  vi.stubGlobal('location', { pathname: '/my/mentor/4', search: '' });
  vi.stubGlobal('document', { title: '原因 · 同行' });
  keepDraft('ho', 'application/4', { motivation: '早晨' });
  keepDraft('ho', 'application/5', { strengths: '早晨' });
  keepDraft('mei', 'note/1', { note: 'Mei’s' });
  keepDraft('ho', 'note/2', { note: 'old' }, undefined, Date.now() - 15 * DAY);
  expect(unsent('ho')).toEqual([{ href: '/my/mentor/4', title: '原因' }]);
  expect(unsent('nobody')).toEqual([]);
});

test('where the device keeps nothing, a draft lasts as long as the page', () => {
  const forbidden = () => {
    throw new Error('forbidden');
  };
  vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden });
  expect(keepDraft('ho', 'note/1', { note: 'here' })).toBe(false);
  expect(draftOf('ho', 'note/1')?.value).toEqual({ note: 'here' });
  dropOthers('ho');
  expect(draftOf('ho', 'note/1')).toBeDefined();
  dropDraft('ho', 'note/1');
  expect(draftOf('ho', 'note/1')).toBeUndefined();
});

test('what is no draft breaks nothing', () => {
  localStorage.setItem('draft1/ho/note/1', '{not json');
  expect(draftOf('ho', 'note/1')).toBeUndefined();
  dropOthers('ho');
  expect(Object.keys(localStorage)).toEqual([]);
});
