/** What a calendar needs to know of an appointment. */
export interface Appointment {
  /** Never changes, so that a calendar that has it already changes it. */
  id: string;
  startsAt: string;
  endsAt: string;
  /** Rises with every change. */
  version: number;
  /** What a calendar shows to whoever looks over a shoulder: that there is something, not what. */
  title: string;
}

/** The file that a calendar takes in (RFC 5545): one event, in UTC, telling neither what it is nor where. */
export function icsOf({ id, startsAt, endsAt, version, title }: Appointment, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Alongside//Appointment//EN',
    'BEGIN:VEVENT',
    `UID:${id}@alongside`,
    `DTSTAMP:${inUtc(now)}`,
    `DTSTART:${inUtc(new Date(startsAt))}`,
    `DTEND:${inUtc(new Date(endsAt))}`,
    `SEQUENCE:${version}`,
    `SUMMARY:${escaped(title)}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261129T023200Z` */
function inUtc(when: Date): string {
  return when.toISOString().replace(/[-:]|\.\d+/g, '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}

/** No line is longer than 75 octets; what goes on begins with a space, and no character is cut in two. */
function folded(line: string): string {
  const octets = new TextEncoder();
  let [text, length] = ['', 0];
  for (const character of line) {
    const more = octets.encode(character).length;
    if (length + more > 75) {
      text += '\r\n ';
      length = 1;
    }
    text += character;
    length += more;
  }
  return text;
}
