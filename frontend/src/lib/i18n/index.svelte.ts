import { keepChoice, keptChoice } from '#lib/base/choices.ts';
import type accounts from './en/parts/accounts.ts';
import type bookings from './en/parts/bookings.ts';
import type core from './en/parts/core.ts';
import type factors from './en/parts/factors.ts';
import type home from './en/parts/home.ts';
import type kept from './en/parts/kept.ts';
import type mentor from './en/parts/mentor.ts';
import type mentorForm from './en/parts/mentor-form.ts';
import type mentorHome from './en/parts/mentor-home.ts';
import type ownHours from './en/parts/own-hours.ts';
import type ownPairings from './en/parts/own-pairings.ts';
import type profile from './en/parts/profile.ts';
import type publicPages from './en/parts/public.ts';
import type rights from './en/parts/rights.ts';
import type signIn from './en/parts/sign-in.ts';
import type slots from './en/parts/slots.ts';
import type staff from './en/parts/staff.ts';
import { firstLanguage, ownNames, type Language } from './language.ts';

/** What each part of the texts says. A page waits only for the parts that it may say. */
interface Words {
  core: typeof core;
  public: typeof publicPages;
  signIn: typeof signIn;
  accounts: typeof accounts;
  profile: typeof profile;
  factors: typeof factors;
  rights: typeof rights;
  home: typeof home;
  slots: typeof slots;
  bookings: typeof bookings;
  ownHours: typeof ownHours;
  kept: typeof kept;
  mentorHome: typeof mentorHome;
  mentor: typeof mentor;
  mentorForm: typeof mentorForm;
  ownPairings: typeof ownPairings;
  staff: typeof staff;
}

export type Part = keyof Words;

/** The texts of the core, which every page has, and of the parts that are named. */
export type Messages<P extends Part = never> = Words['core'] & All<Words[P]>;
type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Each) => void
  ? Each
  : never;

/** What is loaded: always the core. */
type Loaded = Messages & Partial<Messages<Part>>;

/** Where each part stands, in every language with all that the English one says. */
const parts: { [P in Part]: Record<Language, () => Promise<{ default: Words[P] }>> } = {
  core: {
    'zh-Hant': () => import('./zh-Hant/parts/core.ts'),
    en: () => import('./en/parts/core.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/core.ts'),
  },
  public: {
    'zh-Hant': () => import('./zh-Hant/parts/public.ts'),
    en: () => import('./en/parts/public.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/public.ts'),
  },
  signIn: {
    'zh-Hant': () => import('./zh-Hant/parts/sign-in.ts'),
    en: () => import('./en/parts/sign-in.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/sign-in.ts'),
  },
  accounts: {
    'zh-Hant': () => import('./zh-Hant/parts/accounts.ts'),
    en: () => import('./en/parts/accounts.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/accounts.ts'),
  },
  profile: {
    'zh-Hant': () => import('./zh-Hant/parts/profile.ts'),
    en: () => import('./en/parts/profile.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/profile.ts'),
  },
  factors: {
    'zh-Hant': () => import('./zh-Hant/parts/factors.ts'),
    en: () => import('./en/parts/factors.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/factors.ts'),
  },
  rights: {
    'zh-Hant': () => import('./zh-Hant/parts/rights.ts'),
    en: () => import('./en/parts/rights.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/rights.ts'),
  },
  home: {
    'zh-Hant': () => import('./zh-Hant/parts/home.ts'),
    en: () => import('./en/parts/home.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/home.ts'),
  },
  slots: {
    'zh-Hant': () => import('./zh-Hant/parts/slots.ts'),
    en: () => import('./en/parts/slots.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/slots.ts'),
  },
  bookings: {
    'zh-Hant': () => import('./zh-Hant/parts/bookings.ts'),
    en: () => import('./en/parts/bookings.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/bookings.ts'),
  },
  ownHours: {
    'zh-Hant': () => import('./zh-Hant/parts/own-hours.ts'),
    en: () => import('./en/parts/own-hours.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/own-hours.ts'),
  },
  kept: {
    'zh-Hant': () => import('./zh-Hant/parts/kept.ts'),
    en: () => import('./en/parts/kept.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/kept.ts'),
  },
  mentorHome: {
    'zh-Hant': () => import('./zh-Hant/parts/mentor-home.ts'),
    en: () => import('./en/parts/mentor-home.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/mentor-home.ts'),
  },
  mentor: {
    'zh-Hant': () => import('./zh-Hant/parts/mentor.ts'),
    en: () => import('./en/parts/mentor.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/mentor.ts'),
  },
  mentorForm: {
    'zh-Hant': () => import('./zh-Hant/parts/mentor-form.ts'),
    en: () => import('./en/parts/mentor-form.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/mentor-form.ts'),
  },
  ownPairings: {
    'zh-Hant': () => import('./zh-Hant/parts/own-pairings.ts'),
    en: () => import('./en/parts/own-pairings.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/own-pairings.ts'),
  },
  staff: {
    'zh-Hant': () => import('./zh-Hant/parts/staff.ts'),
    en: () => import('./en/parts/staff.ts'),
    'zh-Hans': () => import('./zh-Hans/parts/staff.ts'),
  },
};

let current = $state.raw<{ language: Language; words: Loaded }>();
const wanted: Part[] = ['core'];
let shown: readonly Part[] = [];
/** The language asked for last; the one on show follows when its texts are there. */
let chosen: Language | undefined;

/** Stays the same; its fields are read from the newest texts, so that templates follow a switch of language. */
const words = new Proxy({} as Messages<Part>, {
  get(_, feature) {
    const found = loaded().words[feature as keyof Loaded];
    if (!found) throw new Error(`the texts "${String(feature)}" are not loaded: call loadWords before`);
    return found;
  },
});

/**
 * The texts of the core and of these parts, in the current language. Keep the object, not what is read from it.
 * A text of a part that is not named fails the type check; a part that no layout or page above loads fails
 * `architecture/words.test.ts`.
 */
export function messages<P extends Part = never>(...named: P[]): Messages<P>;
export function messages(): Messages<Part> {
  return words;
}

/** The texts of the core and of whatever else is loaded by now; for words that come with some pages and not with others. */
export function loadedMessages(): Loaded {
  return loaded().words;
}

/** The current language, as the server names it. */
export function language(): Language {
  return loaded().language;
}

/** Before the first page: the language chosen earlier on this device, or the browser's. */
export async function startLanguage() {
  chosen ??= firstLanguage(keptChoice('language'), navigator.languages);
  if (!current) await show();
}

/** For pages that are written beforehand: from here on in this language. */
export async function writeIn(language: Language) {
  chosen = language;
  await show();
}

/** For the `load` of a layout: its texts, now and after a switch of language. */
export async function loadWords(...names: Part[]) {
  if (names.every((name) => shown.includes(name))) return;
  for (const name of names) if (!wanted.includes(name)) wanted.push(name);
  chosen ??= firstLanguage(keptChoice('language'), navigator.languages);
  await show();
}

/** What a person chose in the switch: shown now and kept on this device. */
export async function chooseLanguage(language: Language) {
  chosen = language;
  await show();
  keepChoice('language', language);
}

/** Loads every part that is wanted in the chosen language, then shows the site in it. */
async function show(): Promise<void> {
  const language = chosen ?? 'zh-Hant';
  const names = [...wanted];
  const modules = await Promise.all(names.map((name) => parts[name][language]()));
  // Another language may have been chosen meanwhile, and another page may have brought its parts.
  if (language !== chosen) return show();
  const before = current?.language === language ? current.words : {};
  current = { language, words: Object.assign({}, before, ...modules.map((module) => module.default)) };
  shown = names;
  if (typeof document !== 'undefined') document.documentElement.lang = ownNames[language].tag;
}

function loaded() {
  if (!current) throw new Error('no language is loaded yet');
  return current;
}
