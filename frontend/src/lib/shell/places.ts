import { api, ask } from '#lib/api/client.ts';
import type { components } from '#lib/base/schema.d.ts';
import { language } from '#lib/i18n/index.svelte.ts';

export type Places = components['schemas']['Places'];
type Name3 = components['schemas']['Name3'];

let asked: Promise<Places> | undefined;

/** Districts, institutions, centres, interests, languages and themes; asked for once. */
export function places(): Promise<Places> {
  if (!asked) {
    asked = ask(api.GET('/api/v1/places'));
    // Asked again by the next page; whoever shows this one says that it failed.
    asked.catch(() => (asked = undefined));
  }
  return asked;
}

/** A name in the reader's language. */
export function nameOf(name: Name3): string {
  const current = language();
  return current === 'en' ? name.en : current === 'zh-Hans' ? name.zhHans : name.zhHant;
}

/** Choices for a Select, RadioGroup or CheckboxGroup out of coded things with names. */
export function choices(list: readonly { code: string; name: Name3 }[]): { value: string; label: string }[] {
  return list.map(({ code, name }) => ({ value: code, label: nameOf(name) }));
}

/** The name of a code in a list; the code itself when the list does not know it. */
export function named(list: readonly { code: string; name: Name3 }[], code: string): string {
  const found = list.find((entry) => entry.code === code);
  return found ? nameOf(found.name) : code;
}
