/** What a device remembers of a person: nothing about them, only how they like to see the site. */
export type Choice = 'language' | 'look' | 'keys' | 'visited';

const A_YEAR = 365 * 24 * 60 * 60;

/** The value kept in a cookie, if there is one. */
export function keptChoice(name: Choice): string | undefined {
  return document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Keeps a value for a year; `undefined` forgets it. */
export function keepChoice(name: Choice, value: string | undefined) {
  const age = value === undefined ? 0 : A_YEAR;
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${age}; samesite=lax`;
}
