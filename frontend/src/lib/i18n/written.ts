import { languages, type Language } from './language.ts';

/** The path under which a page is written beforehand in a language; the first language has the page's own. */
export function writtenAt(path: string, language: Language): string {
  return language === languages[0] ? path : `/${language}${path === '/' ? '' : path}`;
}

/** The other way round: the page that is written at a path, and in which language. */
export function writtenOf(path: string): { path: string; language: Language } {
  const language = languages.find((one) => path === `/${one}` || path.startsWith(`/${one}/`));
  if (!language) return { path, language: languages[0] };
  return { path: path.slice(language.length + 1) || '/', language };
}
