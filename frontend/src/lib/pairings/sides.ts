import { language, messages } from '#lib/i18n/index.svelte.ts';
import { month } from '#lib/i18n/calendar.ts';
import { longDate } from '#lib/i18n/time.ts';
import { interestName, joined, nameIn, weekHours, weekLines } from '#lib/desk/words.ts';
import type { Places } from '#lib/shell/places.ts';
import type { Pairing } from './pairing.ts';

/** A word of one side; shared when the other side has it too. */
export interface Word {
  text: string;
  shared?: boolean;
}

/** The same fact of both, to stand in one row. */
export interface Row {
  label: string;
  mentor: Word[];
  pic: Word[];
}

const kinds = ['belonging', 'skill', 'choice', 'meaning'] as const;
/** So many stretches of time are named; the rest is counted. */
const TIMES = 3;

/** Mentor and person, fact by fact. */
export function rows(pairing: Pairing, places: Places): Row[] {
  const { mentor, pic, shared } = pairing;
  const {
    pairings: { side },
    staff,
  } = messages('staff');
  const coded = (codes: readonly string[], both: readonly string[], name: (code: string) => string): Word[] =>
    ordered(codes, both).map((code) => ({ text: name(code), shared: both.includes(code) }));
  const theme = (code: string) => nameIn(places, 'themes', code);
  const interest = (code: string) => interestName(places, code);
  const tongue = (code: string) => nameIn(places, 'languages', code);
  const times = togetherTimes(shared.mask);
  const met = kinds.filter((kind) => mentor.offers?.[kind] === 'lot' && pic.needs?.[kind] === 'much');
  const home = mentor.district && mentor.district === homeOf(pairing);

  return [
    {
      label: side.themes,
      mentor: shared.themes.length ? coded(mentor.themes, shared.themes, theme) : [{ text: side.noThemes }],
      pic: shared.themes.length ? coded(pic.themes, shared.themes, theme) : [{ text: side.noThemes }],
    },
    {
      label: side.gives,
      mentor: kinds.flatMap((kind) => {
        const amount = mentor.offers?.[kind];
        return amount && amount !== 'little'
          ? [{ text: staff.level(staff.needs[kind], staff.gives[amount]), shared: met.includes(kind) }]
          : [];
      }),
      pic: kinds.flatMap((kind) => {
        const wish = pic.needs?.[kind];
        return wish && wish !== 'not_now'
          ? [{ text: staff.level(staff.needs[kind], staff.wishes[wish]), shared: met.includes(kind) }]
          : [];
      }),
    },
    {
      label: side.interests,
      mentor: coded(mentor.interests, shared.interests, interest),
      pic: coded(pic.interests, shared.interests, interest),
    },
    {
      label: side.languages,
      mentor: coded(mentor.languages, shared.languages, tongue),
      pic: [
        ...coded(pic.languages, shared.languages, tongue),
        ...(pic.preferredLanguage ? [{ text: side.prefers(tongue(pic.preferredLanguage)) }] : []),
      ],
    },
    {
      label: side.times,
      mentor: [...times, { text: side.hours(weekHours(mentor.availability)) }],
      pic: [...times, { text: side.hours(weekHours(pic.free)) }],
    },
    {
      label: side.place,
      mentor: [
        ...(mentor.district
          ? [{ text: side.lives(nameIn(places, 'districts', mentor.district)), shared: Boolean(home) }]
          : []),
        {
          text: side.mayEnter(nameIn(places, 'institutions', pic.institution)),
          shared: mentor.institutions.includes(pic.institution),
        },
      ].filter(({ shared: entered }, at, all) => at < all.length - 1 || entered),
      pic: [
        {
          text: nameIn(places, 'institutions', pic.institution),
          shared: mentor.institutions.includes(pic.institution),
        },
        ...(pic.releaseMonth ? [{ text: side.leaves(month(language(), pic.releaseMonth)) }] : []),
      ],
    },
    {
      label: side.focus,
      mentor:
        pic.focus && mentor.stageComfort ? [{ text: staff.comfort[mentor.stageComfort[pic.focus]] }] : [],
      pic: pic.focus ? [{ text: staff.focus[pic.focus] }] : [],
    },
    {
      label: side.room,
      mentor: [
        { text: side.pairings(mentor.activePairings, mentor.capacity) },
        ...(mentor.certifiedUntil
          ? [{ text: side.certified(longDate(language(), mentor.certifiedUntil)) }]
          : []),
      ],
      pic: [{ text: messages('staff').pairings.waited(pic.waitingDays ?? 0) }],
    },
  ];
}

/** Who somebody is, beside the name: `男，30至39歲`. */
export function about(side: { gender?: 'M' | 'F' | 'X' | null; ageBand?: string | null }): string {
  const { staff, pairings } = messages('staff');
  const gender = side.gender ? [staff.gender[side.gender]] : [];
  return joined([...gender, ...(side.ageBand ? [pairings.side.age(side.ageBand)] : [])]);
}

function togetherTimes(mask: string): Word[] {
  const { side } = messages('staff').pairings;
  const lines = weekLines(mask);
  const named = lines.slice(0, TIMES).map((text) => ({ text, shared: true }));
  return lines.length > TIMES ? [...named, { text: side.moreTimes(lines.length - TIMES) }] : named;
}

/** What both have comes first. */
function ordered(codes: readonly string[], both: readonly string[]): string[] {
  return [...codes.filter((code) => both.includes(code)), ...codes.filter((code) => !both.includes(code))];
}

/** The district the continuity factor found to be the person's, when it is the mentor's own. */
function homeOf({ factors, mentor }: Pairing): string | undefined {
  const found = factors.find(({ code }) => code === 'continuity')?.evidence as
    { withinYear?: boolean; km?: number | null } | undefined;
  return found?.withinYear && found.km === 0 ? (mentor.district ?? undefined) : undefined;
}
