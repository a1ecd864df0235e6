import type { Text3 } from '#lib/i18n/says.ts';
import type { Language } from '#lib/i18n/language.ts';

/** The keys of a text in the API, in the order in which languages are offered. */
export const textKeys = { 'zh-Hant': 'zhHant', en: 'en', 'zh-Hans': 'zhHans' } as const satisfies Record<
  Language,
  keyof Text3
>;

/** What stands in the fields of a text: one for each language, empty or not. */
export type Written = Record<Language, string>;

/** A text taken apart for its fields. */
export function written(text?: Text3 | null): Written {
  return { 'zh-Hant': text?.zhHant ?? '', en: text?.en ?? '', 'zh-Hans': text?.zhHans ?? '' };
}

/** What stands in the fields of a text in these languages, by the names of the fields. */
export function fieldsOf<Name extends string>(
  name: Name,
  fields: Written,
  languages: readonly Language[],
): Record<`${Name}.${string}`, string> {
  const entries = languages.map((each) => [`${name}.${textKeys[each]}`, fields[each]] as const);
  return Object.fromEntries(entries) as Record<`${Name}.${string}`, string>;
}

/** The text in the languages it is written in; empty ones are left out. */
export function textOf(fields: Written, languages: readonly Language[]): Text3 {
  return Object.fromEntries(
    languages
      .filter((each) => fields[each].trim() !== '')
      .map((each) => [textKeys[each], fields[each].trim()]),
  );
}

/** The languages a text is given in. */
export function languagesOf(text: Text3): Language[] {
  return (Object.keys(textKeys) as Language[]).filter((each) => text[textKeys[each]]);
}
