import type { Language } from './language.ts';

/** A text given in one to three languages, as people enter openings. */
export interface Text3 {
  zhHant?: string | null;
  zhHans?: string | null;
  en?: string | null;
}

const keys = { 'zh-Hant': 'zhHant', en: 'en', 'zh-Hans': 'zhHans' } as const;
/** Where to look when a text is missing: the other Chinese script before English. */
const order: Record<Language, Language[]> = {
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
  en: ['en', 'zh-Hant', 'zh-Hans'],
};

/** The text to show, and the language it is in when that is not the reader's. */
export function textFor(
  language: Language,
  text: Text3 | null | undefined,
): { text: string; other?: Language } {
  for (const candidate of order[language]) {
    const found = text?.[keys[candidate]];
    if (found) return candidate === language ? { text: found } : { text: found, other: candidate };
  }
  return { text: '' };
}
