import { mount, unmount } from 'svelte';
import { goto } from '$app/navigation';
import { account, signIn, strayed } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import type { Submission } from '#lib/api/submission.svelte.ts';
import { Problem, wordProblem } from '#lib/api/problem.ts';
import { forgetOthers, keepChoice, keptChoice } from '#lib/base/choices.ts';
import { dropOthers, kept, unsent } from '#lib/base/drafts.ts';
import type { components } from '#lib/base/schema.d.ts';
import { loadWords, messages } from '#lib/i18n/index.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import Toasts from '#lib/ui/Toasts.svelte';
import { onwards } from './onwards.ts';
import { signInByPasskey } from './passkey.ts';
import { watchPresses } from './presses.ts';

/** What a tab tells the others instead of who has signed in: that they have signed out, and whether drafts went with it. */
const OUT = { plain: null, lost: false } as const;

/** How the tabs of this browser tell each other who has signed in, or that they have signed out. */
const tabs = new BroadcastChannel('alongside-sign-in');
let asking: Promise<boolean> | undefined;
/** They would rather not give the password now: what a page looks up by itself does not ask for it once more. */
let declined = false;
let answer: ((given: boolean) => void) | undefined;

watchPresses();
if (kept().length > 0) expectOut();
else addEventListener('input', expectOut, { once: true });
mount(Toasts, { target: document.body });
tabs.addEventListener('message', ({ data }: MessageEvent<string | null | false>) => {
  const me = account();
  if (!me) return;
  // A page that goes away by an act in another tab says why, and what became of what was written.
  if (data === OUT.plain || data === OUT.lost) {
    location.replace(data === OUT.lost ? '/sign-in?after=out-lost' : '/sign-in?after=out');
  } else if (data !== me.id) strayed();
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
  let unknown = false;
  const step = await form.run(async () => {
    const opened = body
      ? await ask(api.POST('/api/v1/sign-ins', { body }))
      : await signInByPasskey().catch((thrown: unknown) => {
          // What the server says of an address and a password is no answer to who typed neither.
          unknown = Problem.from(thrown).code === 'bad_credentials';
          if (!unknown) throw thrown;
          return undefined;
        });
    const proof = opened?.account
      ? undefined
      : await Promise.all([import('./ProofStep.svelte'), loadWords('factors')]);
    if (!opened) return undefined;
    signIn.open(opened);
    return { Form: proof?.[0].default, goOn: () => goOn(before, next) };
  });
  // A device that says no is an answer, and no problem of the server's.
  if (!step && !form.problem) {
    const { notShownHere, unknownHere } = messages('factors').factors.proof;
    form.check({}, { passkey: unknown ? unknownHere : notShownHere });
  }
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

/**
 * Signs out; whoever has written what they have not sent chooses first, for nothing is left on the device. Without a
 * network they have left this device at once, and the server hears of it later.
 */
export async function signOut() {
  const me = account();
  const drafts = me ? unsent(me.id) : [];
  try {
    if (drafts.length > 0 && !(await throwsAway(drafts))) return;
  } catch (thrown) {
    toast(wordProblem(Problem.from(thrown)).what);
    return;
  }
  // What this device keeps goes even if nobody answers.
  forgetOthers(undefined);
  try {
    await ask(api.DELETE('/api/v1/sign-ins/current'));
  } catch (thrown) {
    const problem = Problem.from(thrown);
    // Already ended is as good; anything else means that somebody may still be signed in, and is said.
    if (problem.status !== 401 && !(problem.status === 0 && (await leavesLater()))) {
      toast(wordProblem(problem).what);
      return;
    }
  }
  signIn.close();
  dropOthers();
  // Every tab begins anew, with nothing left in memory or on the device.
  tabs.postMessage(drafts.length > 0 ? OUT.lost : OUT.plain);
  location.assign('/');
}

/** How long the worker that keeps the pages may take to say that it has heard, in milliseconds. */
const HEARD_MS = 2_000;

/** Whether the worker that keeps the pages will end the sign-in: before anything is done by it, once somebody answers. */
function leavesLater(): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((settle) => {
    port1.onmessage = () => settle(true);
    setTimeout(() => settle(false), navigator.serviceWorker?.controller ? HEARD_MS : 0);
    navigator.serviceWorker?.controller?.postMessage('sign-out', [port2]);
  });
}

function outSheet() {
  return Promise.all([import('./SignOutSheet.svelte'), loadWords('kept')]);
}

/** What asks before signing out comes as soon as there is a draft: when it is asked there may be no network. */
function expectOut() {
  outSheet().catch(() => undefined);
}

/** Whether they would rather sign out than keep what they have written. */
async function throwsAway(drafts: ReturnType<typeof unsent>): Promise<boolean> {
  const [{ default: SignOutSheet }] = await outSheet();
  let sheet: Record<string, unknown> | undefined;
  const chosen = await new Promise<boolean>((settle) => {
    const props = { drafts, onout: () => settle(true), onclose: () => settle(false) };
    sheet = mount(SignOutSheet, { target: document.body, props });
  });
  if (sheet) await unmount(sheet);
  return chosen;
}
