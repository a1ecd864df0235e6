import { mount, unmount } from 'svelte';
import { goto } from '$app/navigation';
import { account, signIn, strayed } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import type { Submission } from '#lib/api/submission.svelte.ts';
import { keepChoice, keptChoice } from '#lib/base/choices.ts';
import { dropOthers } from '#lib/base/drafts.ts';
import type { components } from '#lib/base/schema.d.ts';
import { loadWords, messages } from '#lib/i18n/index.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import Toasts from '#lib/ui/Toasts.svelte';
import { onwards } from './onwards.ts';
import { signInByPasskey } from './passkey.ts';
import { watchPresses } from './presses.ts';

/** How the tabs of this browser tell each other who has signed in; nobody is somebody who has signed out. */
const tabs = new BroadcastChannel('alongside-sign-in');
let asking: Promise<boolean> | undefined;
/** They would rather not give the password now: what a page looks up by itself does not ask for it once more. */
let declined = false;
let answer: ((given: boolean) => void) | undefined;

watchPresses();
mount(Toasts, { target: document.body });
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
 * Asks whose page this is for their password over it, or for the second factor alone where that is why a request was
 * refused, once for all that wait; false when they would rather not.
 */
export async function again(request?: Request, refused?: Response): Promise<boolean> {
  if ((request && !isWorthIt(request)) || (refused && !(await asksForFactor(refused)))) return false;
  asking ??= askOver(refused !== undefined).finally(() => (asking = undefined));
  return asking;
}

/** An office that counts only with a second factor leads to where one is added. */
async function asksForFactor(refused: Response): Promise<boolean> {
  const said = (await refused.json().catch(() => undefined)) as { code?: string } | undefined;
  if (said?.code === 'factor_enrolment_required') {
    await goto(`/my/profile/factors?next=${encodeURIComponent(location.pathname)}`);
  }
  return said?.code === 'step_up_required' || said?.code === 'factor_required';
}

/** What signs in or out, what is sent while the page is left, and what a page looks up after a "rather not", ask nobody. */
function isWorthIt({ method, url, keepalive }: Request): boolean {
  if (method === 'GET') return !declined;
  return !keepalive && !/\/sign-ins(\/current)?$/.test(url);
}

async function askOver(factorAlone: boolean): Promise<boolean> {
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

/** The second step of the page to sign in, and where it leads. */
export interface Step {
  Form: typeof import('./ProofStep.svelte').default;
  goOn: () => Promise<void>;
}

/**
 * Signs in on the page for it, by the password or else by a passkey, and goes on to the page that asked, or home. Gives the
 * second step where one is asked for first.
 */
export async function signInHere(
  form: Submission,
  body: components['schemas']['SignInBody'] | undefined,
  next: string | null,
): Promise<Step | undefined> {
  const before = account()?.id;
  const step = await form.run(async () => {
    const opened = body ? await ask(api.POST('/api/v1/sign-ins', { body })) : await signInByPasskey();
    const proof = opened?.account
      ? undefined
      : await Promise.all([import('./ProofStep.svelte'), loadWords('factors')]);
    if (!opened) return undefined;
    signIn.open(opened);
    return { Form: proof?.[0].default, goOn: () => goOn(before, next) };
  });
  // A device that says no is an answer, and no problem of the server's.
  if (!step && !form.problem) form.check({}, { passkey: messages('factors').factors.proof.notShownHere });
  if (!step) return undefined;
  const { Form } = step;
  if (Form) return { ...step, Form };
  await step.goOn();
  return undefined;
}

async function goOn(before: string | undefined, next: string | null) {
  const me = account();
  if (!me) return;
  tellSignedIn(me.id);
  // The page stays in the language that it is read in; the switch is on every page.
  const way = onwards(next ?? keptChoice('next'), me);
  keepChoice('next');
  // What somebody else saw is still in the memory of this page.
  if (before !== undefined && before !== me.id) location.replace(way);
  else await goto(way, { replaceState: true });
}

/** Has the letter sent again in which an address is confirmed. */
export async function confirmAgain(form: Submission, email: string) {
  const sent = await form.run(async () => {
    await ask(api.POST('/api/v1/accounts/verification-mail', { body: { email } }));
    await loadWords('accounts');
    return messages('accounts').accounts.join.againDone;
  });
  if (sent) toast(sent);
}

/** Somebody has signed out here: every tab begins anew on the first page, with nothing left in memory or on the device. */
export function tellSignedOut() {
  dropOthers();
  tabs.postMessage(null);
  location.assign('/');
}
