/** What somebody has written and not sent, kept on this device: theirs alone, for two weeks. */
interface Draft<T> {
  at: number;
  /** The version of what it would change. */
  version: number | undefined;
  value: T;
  /** On which page it was written. */
  where?: Place;
}

/** A page, by its way and its title. */
export interface Place {
  href: string;
  title: string;
}

/** Changes with the shape of what is kept, so that an older draft is not read as a newer one. */
const PREFIX = 'draft1/';
const LAST_MS = 14 * 24 * 60 * 60 * 1000;

/** Where a device keeps nothing (full, or forbidden), a draft lasts as long as the page. */
const here = new Map<string, string>();

const keyOf = (owner: string, name: string) => `${PREFIX}${owner}/${name}`;

/** The draft of somebody under this name, if there is one. */
export function draftOf<T>(owner: string, name: string, now = Date.now()): Draft<T> | undefined {
  const key = keyOf(owner, name);
  try {
    const draft = JSON.parse(here.get(key) ?? localStorage.getItem(key) ?? 'null') as Draft<T> | null;
    return draft && now - draft.at < LAST_MS ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft; whether it will still be there when the page is closed. */
export function keepDraft<T>(
  owner: string,
  name: string,
  value: T,
  version?: number,
  now = Date.now(),
): boolean {
  const key = keyOf(owner, name);
  const text = JSON.stringify({ at: now, version, value, where: whereNow() } satisfies Draft<T>);
  try {
    localStorage.setItem(key, text);
    here.delete(key);
    return true;
  } catch {
    here.set(key, text);
    return false;
  }
}

const whereNow = (): Place | undefined =>
  globalThis.document && {
    href: location.pathname + location.search,
    title: document.title.split(' · ')[0]!,
  };

/** Where somebody has written what they have not sent, each page once; a draft whose page nobody knows counts too. */
export function unsent(owner: string, now = Date.now()): (Place | undefined)[] {
  const prefix = keyOf(owner, '');
  const drafts = kept()
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => draftOf(owner, key.slice(prefix.length), now) ?? []);
  return [...new Map(drafts.map(({ where }) => [where?.href, where])).values()];
}

/** It was sent, or thrown away. */
export function dropDraft(owner: string, name: string) {
  drop((key) => key === keyOf(owner, name));
}

/** Everybody's drafts go, but those of whoever has signed in, unless they are too old. */
export function dropOthers(owner?: string, now = Date.now()) {
  drop((key) => {
    const [of = '', ...name] = key.slice(PREFIX.length).split('/');
    return of !== owner || !draftOf(of, name.join('/'), now);
  });
}

function drop(which: (key: string) => boolean) {
  for (const key of kept().filter(which)) {
    // What stands here is kept nowhere else.
    if (!here.delete(key)) localStorage.removeItem(key);
  }
}

/** The drafts on this device, whosever they are. */
export function kept(): string[] {
  const keys = [...here.keys()];
  try {
    keys.push(...Object.keys(localStorage));
  } catch {
    // Nothing is kept where keeping is forbidden.
  }
  return keys.filter((key) => key.startsWith(PREFIX));
}
