import type { components } from '#lib/base/schema.d.ts';
import { numberIn } from '#lib/base/numbers.ts';
import type { Told } from '#lib/shell/apart.ts';

export type Referral = components['schemas']['ReferralView'];
export type ReferralLine = components['schemas']['ReferralLine'];
type Facts = Omit<components['schemas']['ReferralChange'], 'version'>;

/** How the list of referrals can be narrowed. */
export const statesOf = {
  waiting: 'eligible',
  drafts: 'draft',
  paired: 'matched,in_pairing',
  ended: 'completed,withdrawn,released',
} as const;
export type Filter = keyof typeof statesOf;

/** The filter a link asks for; whoever waits when it asks for none. */
export function filterOf(wanted: string | null): Filter {
  return wanted && Object.hasOwn(statesOf, wanted) ? (wanted as Filter) : 'waiting';
}

/** The sign that goes with each state. */
export const signs = {
  draft: 'started',
  eligible: 'waiting',
  matched: 'waiting',
  in_pairing: 'done',
  completed: 'done',
  withdrawn: 'notOpen',
  released: 'notOpen',
} as const;

/** Whether nothing more will happen. */
export function hasEnded({ state }: { state: ReferralLine['state'] }): boolean {
  return state === 'completed' || state === 'withdrawn' || state === 'released';
}

export const needs = ['belonging', 'skill', 'choice', 'meaning'] as const;

/** What a form holds, all as text so that an empty field is an empty field. */
export interface Draft {
  alias: string;
  centre: string;
  institution: string;
  gender: string;
  birthYear: string;
  homeDistrict: string;
  languages: string[];
  preferredLanguage: string;
  interests: string[];
  themes: string[];
  themesAgreed: boolean;
  sensitive: Told;
  needs: Record<(typeof needs)[number], string>;
  focus: string;
  releaseMonth: string;
  free: string;
  sameGender: boolean;
  sentenced: boolean;
  inOwnWords: string;
  statedExclusions: string;
}

/** What a device may keep of a form until it is sent: neither the year of birth nor what somebody agreed to. */
export function keptOf(draft: Draft): Omit<Draft, 'birthYear' | 'themesAgreed'> {
  const { birthYear, themesAgreed, ...kept } = draft;
  void [birthYear, themesAgreed];
  return kept;
}

/** The form of a referral, or of a new one. */
export function draftOf(referral?: Referral): Draft {
  return {
    alias: referral?.alias ?? '',
    centre: referral?.centre ?? '',
    institution: referral?.institution ?? '',
    gender: referral?.gender ?? '',
    birthYear: referral?.birthYear ? String(referral.birthYear) : '',
    homeDistrict: referral?.homeDistrict ?? '',
    languages: referral?.languages ?? [],
    preferredLanguage: referral?.preferredLanguage ?? '',
    interests: referral?.interests ?? [],
    themes: referral?.themes ?? [],
    themesAgreed: referral?.themesAgreed ?? false,
    sensitive: referral?.sensitive ?? { interests: [], themes: [] },
    needs: {
      belonging: referral?.needs?.belonging ?? '',
      skill: referral?.needs?.skill ?? '',
      choice: referral?.needs?.choice ?? '',
      meaning: referral?.needs?.meaning ?? '',
    },
    focus: referral?.focus ?? '',
    releaseMonth: referral?.releaseMonth ?? '',
    free: referral?.free ?? '',
    sameGender: referral?.sameGender ?? false,
    sentenced: referral?.sentenced ?? false,
    inOwnWords: referral?.inOwnWords ?? '',
    statedExclusions: (referral?.statedExclusions ?? []).join('\n'),
  };
}

/** The years in which somebody can have been born. */
export function birthYears(thisYear = new Date().getFullYear()) {
  return { min: thisYear - 100, max: thisYear - 10 };
}

/** What the form says: an empty field is sent as such, so that what was taken out goes. */
export function factsOf(draft: Draft): Facts {
  const facts = {
    alias: draft.alias.trim(),
    institution: draft.institution,
    gender: orNull(draft.gender),
    birthYear: numberIn(draft.birthYear, birthYears()) ?? null,
    homeDistrict: orNull(draft.homeDistrict),
    languages: draft.languages,
    // A language that is no longer chosen cannot be the preferred one.
    preferredLanguage: draft.languages.includes(draft.preferredLanguage) ? draft.preferredLanguage : null,
    interests: draft.interests,
    themes: draft.themes,
    themesAgreed: draft.themesAgreed,
    sensitive: draft.sensitive,
    needs: needs.some((need) => draft.needs[need] !== '')
      ? Object.fromEntries(needs.map((need) => [need, orNull(draft.needs[need])]))
      : null,
    focus: orNull(draft.focus),
    releaseMonth: orNull(draft.releaseMonth),
    free: orNull(draft.free),
    sameGender: draft.sameGender,
    sentenced: draft.sentenced,
    inOwnWords: draft.inOwnWords.trim(),
    statedExclusions: draft.statedExclusions
      .split(/[\s,、，]+/)
      .map((code) => code.toUpperCase())
      .filter((code) => code !== ''),
  };
  // The choices of the form are the server's own words.
  return facts as Facts;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
