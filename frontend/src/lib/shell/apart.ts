import { choices, nameOf, type Places } from './places.ts';

/** What a list asks for among others: nothing that tells of religion or health. */
export function ordinary<T extends { sensitive?: string | null }>(list: readonly T[]): T[] {
  return list.filter(({ sensitive }) => !sensitive);
}

/** Interests under the heads of their groups, to choose from. */
export function interestGroups(places: Places) {
  return places.interestGroups.map(({ code, name, items }) => ({
    code,
    head: nameOf(name),
    options: choices(ordinary(items)),
  }));
}

/** What tells of religion or health, which is asked apart. */
export function sensitive(
  places: Places,
  kind: 'religion' | 'health',
): { value: string; label: string; from: 'interests' | 'themes'; code: string }[] {
  const interests = places.interestGroups.flatMap(({ items }) => items);
  const of = (from: 'interests' | 'themes', list: Places['themes']) =>
    list
      .filter((choice) => choice.sensitive === kind)
      // A theme and an interest may have the same code.
      .map(({ code, name }) => ({ value: `${from}.${code}`, label: nameOf(name), from, code }));
  return [...of('interests', interests), ...of('themes', places.themes)];
}

/** What somebody told of religion and health. */
export interface Told {
  interests: string[];
  themes: string[];
  shared?: boolean | null;
}

/** The values of the chosen ones, as `sensitive` names them. */
export function toldOf(told: Told | null | undefined): string[] {
  return [
    ...(told?.interests ?? []).map((code) => `interests.${code}`),
    ...(told?.themes ?? []).map((code) => `themes.${code}`),
  ];
}

/** The names of what is told. */
export function toldNames(places: Places, told: Told | null | undefined): string[] {
  const all = [...sensitive(places, 'religion'), ...sensitive(places, 'health')];
  return all.filter(({ value }) => toldOf(told).includes(value)).map(({ label }) => label);
}

/** What is told once the choice among `options` is `values`; about nothing there is nothing to share. */
export function telling(
  told: Told | null | undefined,
  options: ReturnType<typeof sensitive>,
  values: string[],
): Told {
  const all = [...toldOf(told).filter((one) => !options.some(({ value }) => value === one)), ...values];
  const from = (list: string) =>
    all.filter((one) => one.startsWith(`${list}.`)).map((one) => one.slice(list.length + 1));
  return {
    interests: from('interests'),
    themes: from('themes'),
    shared: all.length > 0 ? told?.shared : undefined,
  };
}
