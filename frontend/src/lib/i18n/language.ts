/** The languages of the site, as the server names them; the first is the one people get who chose none. */
export const languages = ['zh-Hant', 'en', 'zh-Hans'] as const;
export type Language = (typeof languages)[number];

/** How each language calls itself, in full and in a header. */
export const ownNames: Record<Language, { full: string; short: string; tag: string }> = {
  'zh-Hant': { full: '繁體中文', short: '繁', tag: 'zh-Hant-HK' },
  en: { full: 'English', short: 'EN', tag: 'en' },
  'zh-Hans': { full: '简体中文', short: '简', tag: 'zh-Hans-HK' },
};

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** The language to begin with: the one chosen before, else the first of the browser's that we speak. */
export function firstLanguage(kept: string | undefined, browser: readonly string[]): Language {
  if (isLanguage(kept)) return kept;
  for (const tag of browser) {
    const lower = tag.toLowerCase();
    if (lower.startsWith('en')) return 'en';
    if (/^zh-(hans|cn|sg)/.test(lower)) return 'zh-Hans';
    if (lower.startsWith('zh')) return 'zh-Hant';
  }
  return 'zh-Hant';
}
