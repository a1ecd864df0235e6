import createClient from 'openapi-fetch';
import { session } from './account.svelte.ts';
import { Problem } from './problem.ts';
import type { paths } from './schema.d.ts';

/** The typed client: `api.GET('/api/v1/me')`. Wrap each call in `ask`. */
export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? undefined : location.origin,
  fetch: session.fetch,
  querySerializer: { array: { style: 'form', explode: true } },
});

/** What a path answers to GET, as the server describes it. */
export type Got<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * The data of an answer; every "no", and silence, is thrown as a `Problem`.
 * A `load` may hand the promise to its page and leave before it is settled, so nobody listening yet is no error.
 */
export function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  const asked = answerOf(call);
  asked.catch(() => undefined);
  return asked;
}

async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown : Problem.offline();
  }
  const { response } = answer;
  if (!response.ok) {
    const wait = Number(response.headers.get('retry-after'));
    throw new Problem(response.status, answer.error, Number.isFinite(wait) && wait > 0 ? wait : undefined);
  }
  return answer.data as T;
}
