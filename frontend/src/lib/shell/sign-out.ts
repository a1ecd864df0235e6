import { signIn } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import { forgetOthers } from '#lib/base/choices.ts';
import { Problem, wordProblem } from '#lib/api/problem.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';
import { person } from './later.ts';

/** Signs out on the server, then here and in every tab. */
export async function signOut() {
  // What this device keeps goes even if nobody answers.
  forgetOthers(undefined);
  try {
    await ask(api.DELETE('/api/v1/sign-ins/current'));
  } catch (thrown) {
    const problem = Problem.from(thrown);
    // Already ended is as good; anything else means that somebody may still be signed in, and is said.
    if (problem.status !== 401) {
      toast(wordProblem(problem).what);
      return;
    }
  }
  signIn.close();
  (await person()).tellSignedOut();
}
