import { beforeAll, expect, test, vi } from 'vitest';
import { chooseLanguage, messages } from '#lib/i18n/index.svelte.ts';
import { isCurrent, memberTabs } from './tabs.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { cookie: '', documentElement: { lang: '' } });
  await chooseLanguage('en');
});

test('every page of a member and of a mentor has exactly one tab marked', () => {
  const pages = [
    '/my',
    '/my/slots',
    '/my/slots/1',
    '/my/bookings',
    '/my/bookings/1',
    '/my/hours',
    '/my/profile',
  ];
  const mentors = ['/my/mentor', '/my/mentor/4', '/my/pairings', '/my/pairings/1'];
  for (const path of pages) expect([path, marked(false, path)]).toEqual([path, 1]);
  for (const path of [...pages, ...mentors]) expect([path, marked(true, path)]).toEqual([path, 1]);
});

function marked(isMentor: boolean, path: string): number {
  return memberTabs(messages(), isMentor).filter((way) => isCurrent(way, path)).length;
}
