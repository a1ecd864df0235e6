import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { dayKey } from '#lib/i18n/time.ts';
import type { Waiting } from './gather.ts';
import { momentsOf } from './moments.ts';
import { told } from './told.ts';

/** What is told beside what waits: what became true today, and what others changed. */
export const tell = (waiting: Waiting) => ({
  // The page is whole without them.
  moments: moments(waiting).catch(() => undefined),
  notices: told(waiting.notices, waiting.pairings).catch(() => undefined),
});

/** What became true today, with what says it; nothing of it is loaded on other days. */
async function moments(waiting: Waiting) {
  const hours = await ask(api.GET('/api/v1/me/hours'));
  const today = momentsOf({ ...waiting, hours }, dayKey(new Date()));
  if (today.length === 0) return undefined;
  const [{ default: Moments }] = await Promise.all([import('./Moments.svelte'), loadWords('ownPairings')]);
  return { today, Moments };
}
