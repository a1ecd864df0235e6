import { account, accountChanged } from '#lib/api/account.svelte.ts';
import { api, ask, type Got } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';

/** Where somebody stands on the way to being a mentor. */
export type Mine = Got<'/api/v1/me/mentor'>;
/** The answers given so far. */
export type Answers = Partial<Mine['answers']>;
export type Section = Mine['sections'][number]['code'];
export type MentorState = Mine['state'];

/** The newest that this tab knows of one account; nothing for somebody who never began. */
let kept = $state.raw<{ account: string; mine: Mine | undefined }>();
let asking: Promise<Mine | undefined> | undefined;

/** The state of the person who is signed in, as far as this tab knows; tabs and help follow it. */
export function mentorState(): MentorState | undefined {
  return kept && kept.account === account()?.id ? kept.mine?.state : undefined;
}

/** Keeps what the server has just answered. */
export function keep<T extends Mine | undefined>(mine: T): T {
  const me = account();
  kept = me && { account: me.id, mine };
  if (me && mine && !me.mentor) accountChanged({ ...me, mentor: true });
  return mine;
}

/** Asks where the person stands; once at a time. */
export function askMine(): Promise<Mine | undefined> {
  if (account()?.mentor === false) return Promise.resolve(keep(undefined));
  asking ??= ask(api.GET('/api/v1/me/mentor'))
    .catch((thrown) => {
      if (Problem.from(thrown).status === 404) return undefined;
      throw thrown;
    })
    .then(keep)
    .finally(() => (asking = undefined));
  asking.catch(() => undefined);
  return asking;
}

/** What this tab knows already, or asks. */
export function knownMine(): Promise<Mine | undefined> {
  return kept && kept.account === account()?.id ? Promise.resolve(kept.mine) : askMine();
}

/** Saves some answers over the version they were given on. */
export function saveAnswers(version: number, answers: Answers, { keepalive = false } = {}): Promise<Mine> {
  const body = { version, answers: answers as Mine['answers'] };
  return ask(api.PATCH('/api/v1/me/mentor', { body, keepalive })).then(keep);
}

const mentoring = ['active', 'paused', 'suspended', 'stepped_down'];

/** Whether somebody is or was a mentor, so that there may be pairings of theirs. */
export const hasBeenMentor = ({ state }: Pick<Mine, 'state'>) => mentoring.includes(state);
