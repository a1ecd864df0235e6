import { mount, unmount } from 'svelte';
import { account, signIn, strayed } from '#lib/api/account.svelte.ts';
import { dropOthers } from '#lib/base/drafts.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { watchPresses } from './presses.ts';

/** How the tabs of this browser tell each other who has signed in; nobody is somebody who has signed out. */
const tabs = new BroadcastChannel('alongside-sign-in');
let asking: Promise<boolean> | undefined;
/** They would rather not give the password now: what a page looks up by itself does not ask for it once more. */
let declined = false;
let answer: ((given: boolean) => void) | undefined;

watchPresses();
tabs.addEventListener('message', ({ data }: MessageEvent<string | null>) => {
  const me = account();
  if (!me) return;
  if (data === null) location.replace('/');
  else if (data !== me.id) strayed();
  else if (!signIn.isOpen) {
    signIn.renew().then(
      (open) => answer?.(open),
      () => undefined,
    );
  }
});

/**
 * Asks whose page this is for their password over it, or for the second factor alone, once for all that wait; false when
 * they would rather not.
 */
export function again(request?: Request, factorAlone = false): Promise<boolean> {
  if (request && !isWorthIt(request)) return Promise.resolve(false);
  asking ??= ask(factorAlone).finally(() => (asking = undefined));
  return asking;
}

/** What signs in or out, what is sent while the page is left, and what a page looks up after a "rather not", ask nobody. */
function isWorthIt({ method, url, keepalive }: Request): boolean {
  if (method === 'GET') return !declined;
  return !keepalive && !/\/sign-ins(\/current)?$/.test(url);
}

async function ask(factorAlone: boolean): Promise<boolean> {
  const [{ default: AgainSheet }] = await Promise.all([
    import('./AgainSheet.svelte'),
    loadWords('signIn', 'kept', 'factors'),
  ]);
  let sheet: Record<string, unknown> | undefined;
  const given = new Promise<boolean>((settle) => {
    answer = settle;
    const onopen = (id: string) => {
      tellSignedIn(id);
      settle(true);
    };
    const props = { factorAlone, onopen, onclose: () => settle(false) };
    sheet = mount(AgainSheet, { target: document.body, props });
  });
  declined = !(await given);
  answer = undefined;
  if (sheet) await unmount(sheet);
  return !declined;
}

/** Somebody has signed in here: the other tabs go on with it, or belong to somebody else, whose drafts go. */
export function tellSignedIn(id: string) {
  declined = false;
  dropOthers(id);
  tabs.postMessage(id);
}

/** Somebody has signed out here: every tab begins anew on the first page, with nothing left in memory or on the device. */
export function tellSignedOut() {
  dropOthers();
  tabs.postMessage(null);
  location.assign('/');
}
