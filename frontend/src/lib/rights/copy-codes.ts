import { longDateAndTime, month } from '#lib/i18n/calendar.ts';
import { language, messages, type Messages } from '#lib/i18n/index.svelte.ts';
import { textFor, type Text3 } from '#lib/i18n/says.ts';
import { longDate } from '#lib/i18n/time.ts';
import { named, type Places } from '#lib/shell/places.ts';

/** What has a name beside its code, as the server tells it: places, languages, themes, and the modules of the course. */
export interface Names extends Places {
  modules: Places['themes'];
}

/** How a value is told; nothing where it says nothing. */
export type Tell = (value: unknown) => string;
/** How columns are told, by `row.column` or by the column alone. */
export type Tellers = Readonly<Record<string, Tell>>;
type Table = Readonly<Record<string, string>>;

/** The parts of the texts in which a copy finds its words. */
export const words = (): Messages<'rights' | 'mentorForm' | 'bookings' | 'staff'> =>
  messages('rights', 'mentorForm', 'bookings', 'staff');

/** A code by its words; what nobody has words for stays as it is. */
export const coded =
  (table: Table): Tell =>
  (code) =>
    Object.hasOwn(table, String(code)) ? table[String(code)]! : String(code);

/** Several values in one line. */
export const listed =
  (tell: Tell): Tell =>
  (values) =>
    (Array.isArray(values) ? values : []).map(tell).join(words().copy.between);

/** Hours out of what the database counts in: halves or quarters of one. */
const hours =
  (parts: number): Tell =>
  (value) => {
    const count = Number(value) / parts;
    return `${count < 0 ? '−' : ''}${words().common.hours(Math.abs(count))}`;
  };

/**
 * How the codes of each column are told. A column that means one thing in one kind of row and another elsewhere is named with
 * its row, and found so first.
 */
export function codes(names: Names): Tellers {
  const m = words();
  const { copy: w, looks, pairings, pipeline, rights } = m;
  const answers = { yes: m.common.yes, no: m.common.no, rather_not_say: m.common.ratherNotSay };
  const notices = Object.entries(m.bookings.notices).map(([code, said]) => [
    code,
    typeof said === 'string' ? said : said.what,
  ]);
  const consent = coded(pairings.consents.states);
  const goesOn = coded(pairings.rest.says);
  const stage = coded(pipeline.states);
  const { staff } = m.consents;
  return {
    supervision: coded(pipeline.person.supervisions),
    supervision_answer: coded(answers),
    centre: (code) => named(names.centres, String(code)),
    role: coded(looks.roles),
    profession: coded(m.admin.professions),
    'mentors.state': stage,
    'mentor_history.state': stage,
    'mentor_history.event': coded(pipeline.events),
    module: (code) => named(names.modules, String(code)),
    'pairings.state': coded(pairings.states),
    'pairing_history.event': coded(pairings.events),
    mentor_consent: consent,
    pic_consent: consent,
    mentor_goes_on: goesOn,
    pic_goes_on: goesOn,
    ending: coded(pairings.endings),
    'referrals.state': coded(m.referrals.states),
    category: coded(m.common.categories),
    'standing_clearances.kind': coded(m.clearances.supervisees.kinds),
    'clearances.state': coded(m.clearances.states),
    'checks.kind': coded(pipeline.checks.kinds),
    'bookings.state': coded(m.bookings.states),
    notice: coded(Object.fromEntries(notices) as Table),
    'outbox.kind': coded(w.letters),
    'link_tokens.purpose': coded(w.letters),
    'outbox.state': coded(w.posted),
    seen: coded(looks.seen),
    'looks.purpose': coded(looks.purpose),
    cause: coded(looks.access.causes),
    verdict: coded(m.emergencies.verdicts),
    'data_requests.kind': coded(rights.kinds),
    'data_requests.state': coded(rights.states),
    'consents.purpose': coded(staff.purposes),
    'consents.step': coded(staff.steps),
    'consents.way': coded(staff.ways),
    'consents.language': (code) => paperLanguage(names, code),
    text_version: (version) => staff.version(String(version)),
  };
}

/** The language of what was signed: a paper is in a written language, a page in one of ours. */
export function paperLanguage({ writtenLanguages }: Names, code: unknown): string {
  const name = named(writtenLanguages, String(code));
  return name === code ? coded(words().copy.codes)(code) : name;
}

/** What is neither a code nor told by its kind alone. */
export function others(names: Names): Tellers {
  return {
    birth_month: (value) => month(language(), String(value)),
    half_hours: hours(2),
    shadowing_half_hours: hours(2),
    training_hours: hours(1),
    quarters: hours(4),
    'referrals.number': (number) => `P-${String(number).padStart(4, '0')}`,
    'bookings.title': (text) => textFor(language(), text as Text3).text,
    institutions: listed((code) => named(names.institutions, String(code))),
    expertise: listed((code) => named(names.themes, String(code))),
    held_back: listed(coded(words().rights.parts)),
  };
}

/** Days and moments with their year: a copy is read long after. */
export const day: Tell = (value) => longDate(language(), String(value));
export const moment: Tell = (value) => longDateAndTime(language(), String(value));
