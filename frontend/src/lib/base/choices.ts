/** What a device remembers of a person: nothing about them, only how they like to see the site and where they go on. */
export type Choice = 'language' | 'look' | 'keys' | 'visited' | 'next';

/** The value kept in a cookie, if there is one. */
export function keptChoice(name: Choice): string | undefined {
  return document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Keeps a value for a year, or for so many days; without one forgets it. */
export function keepChoice(name: Choice, value?: string, days = 365) {
  const age = value ? days * 86_400 : 0;
  document.cookie = `${name}=${value ?? ''}; path=/; max-age=${age}; samesite=lax`;
}

/** Forgets the copies of everybody but this account: all of them when nobody is signed in. Drafts have rules of their own. */
export function forgetOthers(id: string | undefined) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith('copy ') && name !== `copy ${id}`) localStorage.removeItem(name);
    }
  } catch {
    // Where a browser keeps nothing there is nothing to forget.
  }
}
