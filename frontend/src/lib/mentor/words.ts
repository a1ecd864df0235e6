import { language, messages } from '#lib/i18n/index.svelte.ts';
import { halfHourRange, month, weekdayName } from '#lib/i18n/calendar.ts';
import { toldNames, toldOf } from '#lib/shell/apart.ts';
import { named, type Places } from '#lib/shell/places.ts';
import { fromMask, spans } from '#lib/ui/week-mask.ts';
import type { Answers } from './mine.svelte.ts';
import type { Slug } from './questions.ts';

/** An answer in words, line by line; none when it is not given. */
export function wordsOf(slug: Slug, answers: Answers, places: Places): string[] {
  const m = messages('mentorForm');
  const comma = language() === 'en' ? ', ' : '、';
  const colon = language() === 'en' ? ': ' : '：';
  const one = (text: string | null | undefined) => (text ? [text] : []);
  switch (slug) {
    case 'gender':
      return answers.gender ? [m.mentorForm.genders[answers.gender]] : [];
    case 'birth-month':
      return answers.birthMonth ? [month(language(), answers.birthMonth)] : [];
    case 'home':
      return [
        ...(answers.district ? [named(places.districts, answers.district)] : []),
        ...(answers.centre ? [named(places.centres, answers.centre)] : []),
      ];
    case 'motivation':
      return one(answers.motivation);
    case 'languages':
      return (answers.languages ?? []).map(
        ({ code, level }) => `${named(places.languages, code)}${colon}${m.mentorForm.levels[level]}`,
      );
    case 'availability':
      return fromMask(answers.availability).flatMap((halves, day) => {
        const chosen = spans(halves).map(([from, to]) => halfHourRange(language(), from, to));
        const name = weekdayName(language(), day, { full: true });
        return chosen.length > 0 ? [`${name}${colon}${chosen.join(comma)}`] : [];
      });
    case 'capacity':
      return answers.capacityWish ? [m.mentorForm.capacity(answers.capacityWish)] : [];
    case 'modes':
      return one((answers.modes ?? []).map((mode) => m.mentorForm.modes[mode].label).join(comma));
    case 'strengths':
      return one(answers.strengths);
    case 'interests': {
      const all = places.interestGroups.flatMap((group) => group.items);
      return one((answers.interests ?? []).map((code) => named(all, code)).join(comma));
    }
    case 'themes': {
      const themes = answers.themes;
      if (!themes) return [];
      if (themes.length === 0) return [m.mentorForm.nothingChosen];
      const share = answers.themesShared
        ? m.mentorForm.questions.themes.shareYes
        : m.mentorForm.questions.themes.shareNo;
      return [themes.map((code) => named(places.themes, code)).join(comma), share];
    }
    case 'belief-health': {
      if (!answers.sensitive) return [];
      const told = toldOf(answers.sensitive);
      if (told.length === 0) return [m.mentorForm.nothingChosen];
      const { shareYes, shareNo } = m.mentorForm.questions['belief-health'];
      return [
        toldNames(places, answers.sensitive).join(comma),
        answers.sensitive.shared ? shareYes : shareNo,
      ];
    }
    case 'offers': {
      const offers = answers.offers;
      if (!offers) return [];
      return gifts.map(
        (gift) => `${m.mentorForm.give[gift].label}${colon}${m.mentorForm.amounts[offers[gift]]}`,
      );
    }
    case 'comfort': {
      const comfort = answers.stageComfort;
      if (!comfort) return [];
      return focuses.map(
        (focus) => `${m.focuses[focus].label}${colon}${m.mentorForm.comforts[comfort[focus]]}`,
      );
    }
    case 'supervision': {
      const said = { yes: m.common.yes, no: m.common.no, rather_not_say: m.common.ratherNotSay };
      if (!answers.underSupervision) return [];
      const ended = answers.supervisionEndedMonth;
      return [
        said[answers.underSupervision],
        ...(ended ? [m.mentorForm.questions.supervision.endedOn(month(language(), ended))] : []),
        ...(answers.neverSupervised ? [m.mentorForm.questions.supervision.never] : []),
      ];
    }
    case 'held-at': {
      if (!answers.heldAt) return [];
      if (answers.heldAt.length === 0) return [m.mentorForm.questions['held-at'].none];
      return answers.heldAt.map(
        ({ institution, untilMonth }) =>
          `${named(places.institutions, institution)}${colon}${month(language(), untilMonth)}`,
      );
    }
    case 'consent': {
      const { yes, no } = m.mentorForm.questions.consent;
      const agreed = answers.matchConsent;
      return agreed === undefined || agreed === null ? [] : [agreed ? yes : no];
    }
  }
}

/** What a mentor can give, in the order in which it is asked. */
export const gifts = ['belonging', 'skill', 'choice', 'meaning'] as const;
/** What a pairing can be about, in the order in which it is asked. */
export const focuses = ['act', 'identity', 'relational'] as const;
