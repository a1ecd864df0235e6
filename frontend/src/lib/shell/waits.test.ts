import { expect, test } from 'vitest';
import { after, countsOf, pageOf, type TodayRow } from './waits.ts';

const row = (wait: TodayRow['wait'], count: number, ...ids: string[]): TodayRow => ({
  wait,
  count,
  soon: 'today',
  office: 'coordinator',
  items: ids.map((id) => ({ id })),
});

test('what waits behind the ways is, together, all that waits', () => {
  const rows = [
    row('approve_pairing', 2, 'a', 'b'),
    row('renew_check', 1, 'c'),
    row('screen_application', 5, 'd'),
  ];
  expect(countsOf(rows)).toEqual({ '/staff/queue': 2, '/staff/mentors': 6 });
});

test('each thing is done on its own page, or in its list where there is none', () => {
  expect(pageOf('approve_pairing', { id: 'a' })).toBe('/staff/queue?p=a');
  expect(pageOf('record_attendance', { id: 's', openingId: 'o' })).toBe('/host/openings/o/slots/s');
  expect(pageOf('decide_meeting', { id: 'm' })).toBe('/staff/meetings');
  expect(pageOf('renew_check', undefined)).toBe('/staff/mentors');
});

test('the next thing follows the one on show, and begins anew after the last', () => {
  const rows = [row('approve_pairing', 2, 'a', 'b'), row('renew_check', 1, 'c')];
  expect(after(rows, '/desk')?.href).toBe('/staff/queue?p=a');
  expect(after(rows, '/staff/queue?p=a')?.href).toBe('/staff/queue?p=b');
  expect(after(rows, '/staff/queue?p=b')?.href).toBe('/staff/mentors/c');
  expect(after(rows, '/staff/mentors/c')?.href).toBe('/staff/queue?p=a');
  expect(after([row('renew_check', 1, 'c')], '/staff/mentors/c')).toBeUndefined();
  expect(after([], '/staff')).toBeUndefined();
});

test('what is done and gone is followed by what came after it; another page by the first of all', () => {
  const stood = [row('approve_pairing', 2, 'a', 'b'), row('renew_check', 1, 'c')];
  const rows = [row('approve_pairing', 2, 'new', 'a'), row('renew_check', 1, 'c')];
  expect(after(rows, '/staff/queue?p=b', stood)?.href).toBe('/staff/mentors/c');
  expect(after(rows, '/staff/reports', stood)?.href).toBe('/staff/queue?p=new');
});
