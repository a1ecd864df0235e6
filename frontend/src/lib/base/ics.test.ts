import { expect, test } from 'vitest';
import { icsOf } from './ics.ts';

const now = new Date('2026-11-29T02:32:00.123Z');
const appointment = {
  id: '019f363a-0580-755c-9404-db49f9bda976',
  startsAt: '2026-12-03T12:00:00Z',
  endsAt: '2026-12-03T14:30:00Z',
  version: 4,
  title: '有約',
};

test('an event in UTC with a name that stays and a number that rises', () => {
  expect(icsOf(appointment, now)).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Alongside//Appointment//EN',
      'BEGIN:VEVENT',
      'UID:019f363a-0580-755c-9404-db49f9bda976@alongside',
      'DTSTAMP:20261129T023200Z',
      'DTSTART:20261203T120000Z',
      'DTEND:20261203T143000Z',
      'SEQUENCE:4',
      'SUMMARY:有約',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
});

test('long lines are folded at 75 octets, between characters, and signs of the format are escaped', () => {
  const title = `${'有約，'.repeat(20)}a;b,c\\d\ne`;
  const text = icsOf({ ...appointment, title }, now);
  const octets = new TextEncoder();
  for (const line of text.split('\r\n')) expect(octets.encode(line).length).toBeLessThanOrEqual(75);
  expect(text).not.toContain('\uFFFD');
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${'有約，'.repeat(20)}a\\;b\\,c\\\\d\\ne\r\n`);
});
