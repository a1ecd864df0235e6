import { forgetOthers, keepChoice, keptChoice } from '#lib/base/choices.ts';
import type { components } from '#lib/base/schema.d.ts';
import { Problem } from './problem.ts';
import { SignIn } from './sign-in.ts';

/** The person who is signed in, as the server describes them to themselves. */
export type Me = components['schemas']['Me'];
/** By what somebody proves a second factor. */
export type Way = components['schemas']['Way'];
/** What somebody may be. */
export type Role = components['schemas']['Role'];

let me = $state.raw<Me>();

/** The answer that the page began to fetch before this script was there; good for once. */
function early({ url, method }: Request): Promise<Response> | undefined {
  const asked = globalThis.early;
  if (method !== 'GET' || !asked || url !== location.origin + asked.path) return undefined;
  globalThis.early = undefined;
  return asked.answer;
}

/** How this tab is signed in; `client.ts` sends through it. */
export const signIn = new SignIn<Me, Way>({
  send: (request) =>
    (early(request) ?? fetch(request)).catch(() => {
      throw Problem.unanswered();
    }),
  alone: async (work) =>
    navigator.locks ? await navigator.locks.request('alongside-sign-in', work) : work(),
  now: () => Date.now(),
  visited: typeof document !== 'undefined' && keptChoice('visited') !== undefined,
  changed: (account) => {
    // Whose page it is stays on show: when their sign-in has ended, they are asked for their password over it.
    me = account ?? me;
    // Only so that a visitor who is not signed in is not asked for on every page.
    keepChoice('visited', account ? 'yes' : undefined);
    forgetOthers(account?.id);
  },
  strayed,
});

/** Somebody else is signed in on this browser: loads the site anew, so that nothing of this page stays in memory. */
export function strayed() {
  location.replace('/sign-in?after=other');
}

/** Who is signed in, or whose page this still is; follows sign-in, sign-out and changes. */
export function account(): Me | undefined {
  return me;
}

/** The account after a change that the server answered. */
export function accountChanged(changed: Me) {
  me = changed;
}

/**
 * Goes on with the sign-in of an earlier visit, or of this page once it has ended. A page that anybody may read asks
 * only if there was one.
 */
export async function restore({ always }: { always: boolean }): Promise<Me | undefined> {
  if (signIn.isOpen) return me;
  if (!always && keptChoice('visited') === undefined) return undefined;
  try {
    return (await signIn.renew()) || (await signIn.again()) ? me : undefined;
  } catch (thrown) {
    // Nobody answered, which is no sign-out: it is still their page, or theirs of whom this device keeps a copy.
    me ??= (await import('#lib/base/copy.ts').catch(() => undefined))?.readCopy(localStorage)?.me;
    if (me) return me;
    throw thrown;
  }
}

/** Whether nobody is signed in, as far as this device knows: a network that is gone signs nobody out. */
export function isNobody(): boolean {
  return !me && (typeof document === 'undefined' || keptChoice('visited') === undefined);
}

/** Whether the account holds one of these roles now. */
export function holds(...wanted: Role[]): boolean {
  return me?.roles.some(({ role }) => wanted.includes(role)) ?? false;
}
