import { expect, test } from 'vitest';
import { health as en } from '#lib/i18n/en/health.ts';
import { health as zhHant } from '#lib/i18n/zh-Hant/health.ts';
import { found, gigabytes, inOrder, together, todo, type Health, type Row } from './words.ts';

const view: Health = {
  at: '2026-11-23T02:00:00Z',
  version: '0.1.0',
  database: 'sqlite',
  since: '2026-11-22T02:00:00Z',
  diskFree: 1_500_000_000,
  diskSize: 100_000_000_000,
  backedUpAt: '2026-11-22T18:00:00Z',
  lettersWaiting: 2,
  lettersSince: '2026-11-22T20:00:00Z',
  lettersGivenUp: 4,
  lettersGivenUpLately: 1,
  linesUnsealed: 3,
  unsealedSince: '2026-11-23T01:00:00Z',
  roundsQueued: 1,
  roundsRunning: 1,
  clockOff: -300,
  keyVersion: 2,
  keysBehind: 5,
  rows: [],
};
const row = (finding: Row['finding'], stands: Row['stands'] = 'good', part: Row['part'] = 'disk'): Row => ({
  part,
  finding,
  stands,
});

test('a disk is told in gigabytes, and the clock by which way it was set', () => {
  expect([1_500_000_000, 9_960_000_000, 99_600_000_000].map(gigabytes)).toEqual(['1.5', '10.0', '100']);
  expect(found(en, view, row('disk_low'), 'en')).toBe('1.5 GB of 100 GB are free.');
  expect(found(en, view, row('clock_set'), 'en')).toBe('The clock was suddenly set back, by 300 seconds.');
  expect(found(zhHant, { ...view, clockOff: 90 }, row('clock_set'), 'zh-Hant')).toBe('時鐘突然撥快了90秒。');
});

test('what is to be done stands first and is counted alone', () => {
  const rows = [
    row('runs'),
    row('backups_off', 'look'),
    row('disk_full', 'act'),
    row('letters_wait', 'look'),
  ];
  expect(inOrder(rows).map(({ finding }) => finding)).toEqual([
    'disk_full',
    'backups_off',
    'letters_wait',
    'runs',
  ]);
  expect(together(en, rows)).toBe('1 thing to do now');
  expect(together(en, rows.slice(0, 2))).toBe('1 thing to look at');
  expect(together(en, rows.slice(0, 1))).toBe('All is well');
});

test('whatever is not well says what to do', () => {
  expect(todo(en, row('runs'))).toBeUndefined();
  expect(todo(en, row('backup_fails', 'act'))).toContain('every ten minutes');
});
