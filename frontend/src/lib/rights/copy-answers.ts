import { halfHourRange, month, weekdayName } from '#lib/i18n/calendar.ts';
import { language } from '#lib/i18n/index.svelte.ts';
import { named } from '#lib/shell/places.ts';
import { fromMask, spans } from '#lib/ui/week-mask.ts';
import { coded, day, listed, paperLanguage, words, type Names, type Tell } from './copy-codes.ts';

/** One line of a copy: what it is, and what is kept. */
export interface Line {
  label: string;
  text: string;
}

/** What stands under each name of a document, in the order in which it is asked. */
type Fields = Readonly<Record<string, readonly [label: string, tell: Tell]>>;
type Document = Readonly<Record<string, unknown>>;

const same: Tell = (value) => String(value);
const monthOf: Tell = (value) => month(language(), String(value));
const line = (what: string, how: string) => `${what}${words().staff.colon}${how}`;

/** A truth by the words of its two answers. */
const eitherOr =
  (yes: string, no: string): Tell =>
  (value) =>
    value ? yes : no;

/** What has names of its own, line by line in the order of its words. */
const eachOf =
  (what: Readonly<Record<string, string>>, how: Readonly<Record<string, string>>): Tell =>
  (value) =>
    Object.entries(what)
      .filter(([name]) => (value as Document)[name])
      .map(([name, label]) => line(label, coded(how)((value as Document)[name])))
      .join('\n');

/** The times of a usual week, a line for each day. */
const week: Tell = (mask) =>
  fromMask(String(mask))
    .flatMap((halves, at) => {
      const times = spans(halves).map(([from, to]) => halfHourRange(language(), from, to));
      const name = weekdayName(language(), at, { full: true });
      return times.length > 0 ? [line(name, times.join(words().copy.between))] : [];
    })
    .join('\n');

const labelsOf = (all: Readonly<Record<string, { label: string }>>) =>
  Object.fromEntries(Object.entries(all).map(([code, { label }]) => [code, label]));

/** What both a mentor and a person in custody choose from lists. */
function choices(names: Names) {
  const allInterests = names.interestGroups.flatMap(({ items }) => items);
  const interests = listed((code) => named(allInterests, String(code)));
  const themes = listed((code) => named(names.themes, String(code)));
  const sensitive: Tell = (value) => {
    const m = words();
    const told = value as { interests?: string[]; themes?: string[]; shared?: boolean | null };
    const chosen = [interests(told.interests), themes(told.themes)].filter(Boolean);
    if (chosen.length === 0) return m.mentorForm.nothingChosen;
    const used = line(m.copy.mayBeUsed, told.shared ? m.common.yes : m.common.no);
    return `${chosen.join(m.copy.between)}\n${used}`;
  };
  return { interests, themes, sensitive };
}

/** What a mentor or applicant has answered. */
function answers(names: Names): Fields {
  const m = words();
  const form = m.mentorForm;
  const { questions: q } = form;
  const { interests, themes, sensitive } = choices(names);
  const said = { yes: m.common.yes, no: m.common.no, rather_not_say: m.common.ratherNotSay };
  const spoken: Tell = (one) => {
    const { code, level } = one as { code: string; level: string };
    return line(named(names.languages, code), coded(form.levels)(level));
  };
  const held: Tell = (one) => {
    const { institution, untilMonth } = one as { institution: string; untilMonth: string };
    return line(named(names.institutions, institution), monthOf(untilMonth));
  };
  const chosen =
    (tell: Tell): Tell =>
    (value) =>
      tell(value) || form.nothingChosen;
  const { yes, no } = q.consent;
  return {
    gender: [q.gender.label, coded(form.genders)],
    birthMonth: [q['birth-month'].label, monthOf],
    district: [q.home.district, (code) => named(names.districts, String(code))],
    centre: [m.copy.centreChosen, (code) => named(names.centres, String(code))],
    motivation: [q.motivation.ask, same],
    languages: [q.languages.label, (all) => (all as unknown[]).map(spoken).join('\n')],
    strengths: [q.strengths.label, same],
    interests: [q.interests.label, chosen(interests)],
    themes: [q.themes.label, chosen(themes)],
    themesShared: [m.consents.own.purposes.shared_themes.name, eitherOr(q.themes.shareYes, q.themes.shareNo)],
    sensitive: [q['belief-health'].label, sensitive],
    offers: [q.offers.ask, eachOf(labelsOf(form.give), form.amounts)],
    stageComfort: [q.comfort.ask, eachOf(labelsOf(m.focuses), form.comforts)],
    availability: [q.availability.ask, (mask) => week(mask) || form.nothingChosen],
    capacityWish: [q.capacity.ask, (count) => form.capacity(Number(count))],
    modes: [q.modes.label, listed(coded(labelsOf(form.modes)))],
    underSupervision: [q.supervision.ask, coded(said)],
    neverSupervised: [q.supervision.past, eitherOr(q.supervision.never, m.common.yes)],
    supervisionEndedMonth: [q.supervision.ended, monthOf],
    heldAt: [q['held-at'].ask, (all) => (all as unknown[]).map(held).join('\n') || q['held-at'].none],
    matchConsent: [q.consent.ask, eitherOr(yes, no)],
  };
}

/** What is known of a person in custody. */
function facts(names: Names): Fields {
  const m = words();
  const { fields: f, sections } = m.referrals;
  const { interests, themes, sensitive } = choices(names);
  const yesNo = eitherOr(m.common.yes, m.common.no);
  const spoken: Tell = (code) => named(names.languages, String(code));
  return {
    institution: [f.institution, (code) => named(names.institutions, String(code))],
    gender: [f.gender, coded(m.mentorForm.genders)],
    birth_year: [f.birthYear, same],
    languages: [f.languages, listed(spoken)],
    preferred_language: [f.preferredLanguage, spoken],
    interests: [f.interests, interests],
    themes: [f.themes, themes],
    themes_agreed: [f.themesAgreed, yesNo],
    sensitive: [sections.sensitive, sensitive],
    needs: [sections.needs, eachOf(labelsOf(m.mentorForm.give), m.staff.wishes)],
    focus: [f.focus, coded(labelsOf(m.focuses))],
    home_district: [f.homeDistrict, (code) => named(names.districts, String(code))],
    release_month: [f.releaseMonth, monthOf],
    free: [sections.free, week],
    same_gender: [f.sameGender, yesNo],
    sentenced: [f.sentenced, yesNo],
  };
}

/** What stands on a signed paper. */
function paper(names: Names): Fields {
  const { paper: p } = words().pairings;
  return {
    on: [p.on, day],
    language: [p.language, (code) => paperLanguage(names, code)],
    witness: [p.witness, same],
  };
}

/** The documents of a copy, by their columns. */
export const documents: Readonly<Record<string, (names: Names) => Fields>> = {
  answers,
  facts,
  consent: paper,
  paper,
};

/** A document, each of its fields as a line of its own. */
export function linesOf(fields: Fields, document: unknown): Line[] {
  if (!document || typeof document !== 'object') return [];
  return Object.entries(fields).flatMap(([name, [label, tell]]) => {
    const value = (document as Document)[name];
    const text = value === null || value === undefined ? '' : tell(value);
    return text === '' ? [] : [{ label, text }];
  });
}
