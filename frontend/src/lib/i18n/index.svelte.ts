import { keepChoice, keptChoice } from '#lib/base/choices.ts';
import type accounts from './en/account-pages.ts';
import type core from './en/core.ts';
import type home from './en/home-page.ts';
import type member from './en/member.ts';
import type mentorHome from './en/mentor-home.ts';
import type mentor from './en/mentor-pages.ts';
import type publicPages from './en/public-pages.ts';
import type signIn from './en/sign-in-page.ts';
import type staff from './en/staff-desk.ts';
import { firstLanguage, ownNames, type Language } from './language.ts';

/** Every text of the public and members' pages. */
export type Messages = typeof core &
  typeof publicPages &
  typeof signIn &
  typeof accounts &
  typeof home &
  typeof member &
  typeof mentorHome &
  typeof mentor;
/** Every text of the staff desk, which members never load. */
export type StaffMessages = typeof staff;
type Words = Messages & StaffMessages;

/** The parts in which texts are loaded, so that a page waits only for what it may say. */
const parts = {
  core: {
    'zh-Hant': () => import('./zh-Hant/core.ts'),
    en: () => import('./en/core.ts'),
    'zh-Hans': () => import('./zh-Hans/core.ts'),
  },
  public: {
    'zh-Hant': () => import('./zh-Hant/public-pages.ts'),
    en: () => import('./en/public-pages.ts'),
    'zh-Hans': () => import('./zh-Hans/public-pages.ts'),
  },
  signIn: {
    'zh-Hant': () => import('./zh-Hant/sign-in-page.ts'),
    en: () => import('./en/sign-in-page.ts'),
    'zh-Hans': () => import('./zh-Hans/sign-in-page.ts'),
  },
  accounts: {
    'zh-Hant': () => import('./zh-Hant/account-pages.ts'),
    en: () => import('./en/account-pages.ts'),
    'zh-Hans': () => import('./zh-Hans/account-pages.ts'),
  },
  home: {
    'zh-Hant': () => import('./zh-Hant/home-page.ts'),
    en: () => import('./en/home-page.ts'),
    'zh-Hans': () => import('./zh-Hans/home-page.ts'),
  },
  member: {
    'zh-Hant': () => import('./zh-Hant/member.ts'),
    en: () => import('./en/member.ts'),
    'zh-Hans': () => import('./zh-Hans/member.ts'),
  },
  mentorHome: {
    'zh-Hant': () => import('./zh-Hant/mentor-home.ts'),
    en: () => import('./en/mentor-home.ts'),
    'zh-Hans': () => import('./zh-Hans/mentor-home.ts'),
  },
  mentor: {
    'zh-Hant': () => import('./zh-Hant/mentor-pages.ts'),
    en: () => import('./en/mentor-pages.ts'),
    'zh-Hans': () => import('./zh-Hans/mentor-pages.ts'),
  },
  staff: {
    'zh-Hant': () => import('./zh-Hant/staff-desk.ts'),
    en: () => import('./en/staff-desk.ts'),
    'zh-Hans': () => import('./zh-Hans/staff-desk.ts'),
  },
} satisfies Record<string, Record<Language, () => Promise<{ default: Partial<Words> }>>>;

export type Part = keyof typeof parts;

/** A part whose pages also say what another part does. */
const along: Partial<Record<Part, Part>> = { accounts: 'signIn', mentor: 'mentorHome' };

let current = $state.raw<{ language: Language; words: Partial<Words> }>();
const wanted: Part[] = ['core'];
let shown: readonly Part[] = [];
/** The language asked for last; the one on show follows when its texts are there. */
let chosen: Language | undefined;

/** Stays the same; its fields are read from the newest texts, so that templates follow a switch of language. */
const words = new Proxy({} as Words, {
  get(_, feature) {
    const found = loaded().words[feature as keyof Words];
    if (!found)
      throw new Error(`the texts "${String(feature)}" are not loaded: a layout must call loadWords`);
    return found;
  },
  has: (_, feature) => feature in loaded().words,
});

/** The texts in the current language. Keep the object, not what is read from it. */
export function messages(): Messages {
  return words;
}

/** The texts of the staff desk, in pages under its layouts. */
export function staffMessages(): StaffMessages {
  return words;
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

/** For the `load` of a layout: its texts, now and after a switch of language. */
export async function loadWords(...asked: Part[]) {
  const names = asked.flatMap((name) => [name, along[name] ?? name]);
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
  document.documentElement.lang = ownNames[language].tag;
}

function loaded() {
  if (!current) throw new Error('no language is loaded yet');
  return current;
}
