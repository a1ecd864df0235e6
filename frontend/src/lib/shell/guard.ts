import { error, redirect } from '@sveltejs/kit';
import { holds, restore, type Me, type Role } from '#lib/api/account.svelte.ts';
import { Problem, wordProblem } from '#lib/api/problem.ts';
import { signInFrom } from '#lib/base/sign-in-from.ts';

/**
 * For the `load` of a layout: who is signed in, once they are asked again if it has ended, or the way to sign in and back.
 * With roles, somebody who holds none of them sees that the page belongs to others. The server decides in any case.
 */
export async function guard(url: URL, ...roles: Role[]): Promise<Me> {
  const me = await needed(restore({ always: true }));
  if (!me) redirect(303, signInFrom(url));
  if (roles.length > 0 && !holds(...roles)) error(403, { message: 'forbidden' });
  return me;
}

/** For a `load` whose page has no sense without the answer: waits for it, and fails as a page in words. */
export async function needed<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    const problem = Problem.from(thrown);
    error(problem.status >= 400 ? problem.status : 503, { message: wordProblem(problem).what, problem });
  }
}
