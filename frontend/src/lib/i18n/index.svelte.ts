import { keepChoice, keptChoice } from '#lib/shell/choices.ts';
import type memberWords from './en/member.ts';
import type staffWords from './en/staff-desk.ts';
import { firstLanguage, ownNames, type Language } from './language.ts';

/** Every text of the public and members' pages. */
export type Messages = typeof memberWords;
/** Every text of the staff desk, which members never load. */
export type StaffMessages = typeof staffWords;

const members: Record<Language, () => Promise<{ default: Messages }>> = {
  'zh-Hant': () => import('./zh-Hant/member.ts'),
  en: () => import('./en/member.ts'),
  'zh-Hans': () => import('./zh-Hans/member.ts'),
};

const staff: Record<Language, () => Promise<{ default: StaffMessages }>> = {
  'zh-Hant': () => import('./zh-Hant/staff-desk.ts'),
  en: () => import('./en/staff-desk.ts'),
  'zh-Hans': () => import('./zh-Hans/staff-desk.ts'),
};

let current = $state.raw<{ language: Language; words: Messages; staffWords?: StaffMessages }>();

const words = live((): Messages => loaded().words);
const staffDesk = live((): StaffMessages => {
  const found = loaded().staffWords;
  if (!found) throw new Error('the texts of the staff desk are loaded by the layouts of the staff pages');
  return found;
});

/** The texts in the current language. The object stays the same; its fields follow the language. */
export function messages(): Messages {
  return words;
}

/** The texts of the staff desk, in pages under its layouts. */
export function staffMessages(): StaffMessages {
  return staffDesk;
}

/** The current language, as the server names it. */
export function language(): Language {
  return loaded().language;
}

/** Loads the texts and shows the site in this language from now on. */
export async function useLanguage(wanted: Language, withStaff = current?.staffWords !== undefined) {
  const [member, desk] = await Promise.all([members[wanted](), withStaff ? staff[wanted]() : undefined]);
  current = { language: wanted, words: member.default, staffWords: desk?.default };
  document.documentElement.lang = ownNames[wanted].tag;
}

/** Before the first page: the language chosen earlier on this device, or the browser's. */
export async function startLanguage() {
  if (!current) await useLanguage(firstLanguage(keptChoice('language'), navigator.languages));
}

/** Before a page of the staff desk: its texts in the current language. */
export async function loadStaffWords() {
  if (!current?.staffWords) await useLanguage(language(), true);
}

/** What a person chose in the switch: shown now and kept on this device. */
export async function chooseLanguage(wanted: Language) {
  await useLanguage(wanted);
  keepChoice('language', wanted);
}

function loaded() {
  if (!current) throw new Error('no language is loaded yet');
  return current;
}

/** An object whose every field is read from the newest texts, so that templates follow a switch of language. */
function live<T extends object>(newest: () => T): T {
  return new Proxy({} as T, { get: (_, key) => newest()[key as keyof T] });
}
