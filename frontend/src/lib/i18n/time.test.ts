import { describe, expect, test } from 'vitest';
import { duration, halfHour, halfHourRange, month, weekdayName } from './calendar.ts';
import {
  date,
  dateAndRange,
  dayKey,
  inHongKong,
  longDate,
  partOfDay,
  shortDate,
  time,
  timeRange,
} from './time.ts';

// Saturday 28 November 2026, 14:30 to 17:00 in Hong Kong.
const from = '2026-11-28T06:30:00Z';
const to = '2026-11-28T09:00:00Z';
const ofThatYear = (text: string) => text.replace(/^2026年| 2026(?=,|$)/, '');

/** A part of the day never breaks, nor parts from its figures. */
const J = '\u2060';

describe('in Chinese', () => {
  test('a date carries its weekday as one character in brackets', () => {
    expect(ofThatYear(date('zh-Hant', from))).toBe('11月28日（六）');
  });
  test('a range says the part of the day once', () => {
    expect(timeRange('zh-Hant', from, to)).toBe(`下${J}午${J}2:30至5:00`);
  });
  test('a range over noon says both', () => {
    expect(timeRange('zh-Hant', '2026-11-28T02:00:00Z', '2026-11-28T04:30:00Z')).toBe(
      `上${J}午${J}10:00至下${J}午${J}12:30`,
    );
  });
  test('evening begins at six', () => {
    expect(time('zh-Hans', '2026-11-28T10:00:00Z')).toBe(`晚${J}上${J}6:00`);
    expect(partOfDay('zh-Hant', 17)).toBe('下午');
  });
  test('date and range stand together without a space', () => {
    expect(ofThatYear(dateAndRange('zh-Hant', from, to))).toBe(`11月28日（六）下${J}午${J}2:30至5:00`);
  });
  test('lasting dates carry their year', () => {
    expect(longDate('zh-Hant', '2027-03-31')).toBe('2027年3月31日');
    expect(month('zh-Hans', '2027-05')).toBe('2027年5月');
  });
});

describe('in English', () => {
  test('pm hangs on to its figures', () => {
    expect(time('en', from)).toBe('2:30\u00a0pm');
    expect(timeRange('en', from, to)).toBe('2:30 to 5:00\u00a0pm');
  });
  test('a range over noon says both', () => {
    expect(timeRange('en', '2026-11-28T02:00:00Z', '2026-11-28T05:00:00Z')).toBe(
      '10:00\u00a0am to 1:00\u00a0pm',
    );
  });
  test('dates', () => {
    expect(ofThatYear(date('en', from))).toBe('Sat 28 Nov');
    expect(shortDate('en', from)).toBe('28 Nov');
    expect(weekdayName('en', 2, { full: true })).toBe('Wednesday');
  });
  test('half an hour is a fraction', () => {
    expect(duration('en', from, to)).toBe('2½\u00a0h');
    expect(duration('zh-Hant', from, to)).toBe('2.5小時');
  });
});

describe('over midnight', () => {
  const evening = '2026-11-28T14:00:00Z';
  const [midnight, two, morning] = ['2026-11-28T16:00:00Z', '2026-11-28T18:00:00Z', '2026-11-28T23:30:00Z'];

  test('the second day is named', () => {
    expect(timeRange('zh-Hant', evening, two)).toBe(`晚${J}上${J}10:00至翌${J}日${J}凌${J}晨${J}2:00`);
    expect(timeRange('zh-Hans', evening, morning)).toBe(`晚${J}上${J}10:00至次${J}日${J}上${J}午${J}7:30`);
    expect(timeRange('en', evening, two)).toBe('10:00\u00a0pm to 2:00\u00a0am the next day');
    expect(ofThatYear(dateAndRange('en', evening, two))).toBe(
      'Sat 28 Nov, 10:00\u00a0pm to 2:00\u00a0am the next day',
    );
  });
  test('midnight is the end of its day', () => {
    expect(timeRange('zh-Hant', evening, midnight)).toBe(`晚${J}上${J}10:00至午${J}夜`);
    expect(timeRange('en', evening, midnight)).toBe('10:00\u00a0pm to midnight');
  });
  test('what begins at midnight is the new day alone', () => {
    expect(timeRange('zh-Hant', midnight, two)).toBe(`凌${J}晨${J}12:00至2:00`);
    expect(timeRange('en', midnight, two)).toBe('12:00 to 2:00\u00a0am');
  });
});

test('a day is the day in Hong Kong, whatever the zone of the device', () => {
  expect(dayKey('2026-11-27T16:30:00Z')).toBe('2026-11-28');
  expect(dayKey('2026-11-28')).toBe('2026-11-28');
});

test('half-hours of a day', () => {
  expect(halfHour('zh-Hant', 29)).toBe('下午2:30');
  expect(halfHourRange('zh-Hant', 38, 43)).toBe(`晚${J}上${J}7:00至9:30`);
  expect(halfHourRange('en', 38, 48)).toBe('7:00\u00a0pm to midnight');
});

test('the clock of Hong Kong is the one that Intl knows', () => {
  const known = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Hong_Kong',
    dateStyle: 'full',
    timeStyle: 'short',
  });
  const told = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'full', timeStyle: 'short' });
  for (let at = Date.UTC(1980, 0, 1); at < Date.UTC(2100, 0, 1); at += 9_999_999_999) {
    const { year, month, day, weekday, hour, minute } = inHongKong(new Date(at));
    const read = new Date(Date.UTC(year, month - 1, day, hour, minute));
    expect(told.format(read)).toBe(known.format(new Date(at)));
    expect(weekday).toBe((read.getUTCDay() + 6) % 7);
  }
});
