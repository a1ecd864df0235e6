import type { Client } from 'openapi-fetch';
import type { paths } from '#lib/base/schema.d.ts';
import { signIn } from './account.svelte.ts';
import { Problem } from './problem.ts';
import { contentOf, requestOf, type Call } from './request.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * The typed client: `api.GET('/api/v1/me')`. Wrap each call in `ask`.
 * The types are those of openapi-fetch; its code is not loaded, because this little is all that is used of it.
 */
export const api = Object.fromEntries(
  methods.map((method) => [method, (path: string, call?: Call) => send(method, path, call)]),
) as unknown as Pick<Client<paths>, (typeof methods)[number]>;

/** Sends it; what tells what waits hears of every act at once. */
async function send(method: string, path: string, call?: Call): Promise<Answer<unknown>> {
  const response = await signIn.fetch(requestOf(location.origin, method, path, call));
  const content = await contentOf(response);
  if (response.ok && method !== 'GET') globalThis.dispatchEvent?.(new Event('acted'));
  return response.ok ? { data: content, response } : { error: content, response };
}

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

/** A promise that a `load` hands to its page, which may be left before it is settled: nobody listening is no error. */
export function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** The data of an answer; every "no", and silence, is thrown as a `Problem`. */
export function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  return heard(answerOf(call));
}

async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (thrown) {
    throw thrown instanceof Problem ? thrown : Problem.unanswered();
  }
  const { response } = answer;
  if (!response.ok) {
    const wait = Number(response.headers.get('retry-after'));
    throw new Problem(response.status, answer.error, Number.isFinite(wait) && wait > 0 ? wait : undefined);
  }
  return answer.data as T;
}
