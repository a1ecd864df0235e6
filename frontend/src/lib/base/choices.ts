/** What a device remembers of a person: nothing about them, only how they like to see the site and where they go on. */
export type Choice = 'language' | 'look' | 'keys' | 'visited' | 'next';

const A_DAY = 24 * 60 * 60;
const A_YEAR = 365 * A_DAY;

/** The value kept in a cookie, if there is one. */
export function keptChoice(name: Choice): string | undefined {
  return document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Keeps a value for a year, and where somebody goes on for a day; `undefined` forgets it. */
export function keepChoice(name: Choice, value: string | undefined) {
  const age = value === undefined ? 0 : name === 'next' ? A_DAY : A_YEAR;
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${age}; samesite=lax`;
}
