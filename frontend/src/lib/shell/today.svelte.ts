import { holds, type Role } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import type { Today } from './waits.ts';

/** Offices with a list of what waits. */
const listed: Role[] = ['coordinator', 'psychologist', 'officer', 'host', 'admin', 'privacy'];

/** Whether the reader has a list of what waits. */
export function hasToday(): boolean {
  return holds(...listed);
}

let known = $state.raw<Today>();
let asking: Promise<Today> | undefined;

/** What waits for the reader, as it was last told; nothing before, and where they have no list. */
export function today(): Today | undefined {
  return known;
}

/** Asks what waits; several who ask at once share one answer. */
export function askToday(): Promise<Today> {
  asking ??= ask(api.GET('/api/v1/today')).then(
    (told) => {
      known = told;
      asking = undefined;
      return told;
    },
    (thrown: unknown) => {
      known = undefined;
      asking = undefined;
      throw thrown;
    },
  );
  return asking;
}

/** After an act: what was asked before it may have been answered before it. */
export async function renewAfterAct() {
  await asking?.catch(() => undefined);
  renewToday();
}

/** Asks again for the numbers at the side. They are a courtesy: where they fail, the ways stand without. */
export function renewToday() {
  if (hasToday()) askToday().catch(() => undefined);
  else known = undefined;
}
