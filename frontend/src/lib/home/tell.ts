import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { dayKey } from '#lib/i18n/time.ts';
import type { Waiting } from './gather.ts';
import { momentsOf } from './moments.ts';
import { told } from './told.ts';

/** What is told beside what waits: what became true today, and what others changed. The page is whole without either. */
export async function tell(waiting: Waiting) {
  const [today, notices] = await Promise.all([
    moments(waiting).catch(() => undefined),
    told(waiting.notices, waiting.pairings).catch(() => undefined),
  ]);
  return { moments: today, notices };
}

/** What became true today, with what says it; nothing of it is loaded on other days. */
async function moments(waiting: Waiting) {
  const hours = await ask(api.GET('/api/v1/me/hours'));
  const today = momentsOf({ ...waiting, hours }, dayKey(new Date()));
  if (today.length === 0) return undefined;
  const [{ default: Moments }] = await Promise.all([import('./Moments.svelte'), loadWords('ownPairings')]);
  return { today, Moments };
}
