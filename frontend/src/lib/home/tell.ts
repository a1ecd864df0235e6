import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { dayKey } from '#lib/i18n/time.ts';
import type { Waiting } from './gather.ts';
import { momentsOf } from './moments.ts';
import { told } from './told.ts';

/**
 * What is told beside what waits: what became true today, what others changed, and what was answered. The page is whole
 * without any of them.
 */
export async function tell(waiting: Waiting) {
  const [today, notices, answered] = await Promise.all([
    moments(waiting).catch(() => undefined),
    told(waiting.notices, waiting.pairings).catch(() => undefined),
    answers().catch(() => undefined),
  ]);
  return { moments: today, notices, answered };
}

/** What became true today, with what says it; nothing of it is loaded on other days. */
async function moments(waiting: Waiting) {
  const hours = await ask(api.GET('/api/v1/me/hours'));
  const today = momentsOf({ ...waiting, hours }, dayKey(new Date()));
  if (today.length === 0) return undefined;
  const [{ default: Moments }] = await Promise.all([import('./Moments.svelte'), loadWords('ownPairings')]);
  return { today, Moments };
}

/** For how many days an answer about one's data is told of. */
const TOLD_FOR = 14;

/** When what the member asked about their data was answered last, with what says it; nothing of it is loaded otherwise. */
async function answers() {
  const { items } = await ask(api.GET('/api/v1/me/data-requests'));
  const [last] = items
    .flatMap(({ decidedAt }) => decidedAt ?? [])
    .sort()
    .reverse();
  if (!last || Date.now() - Date.parse(last) > TOLD_FOR * 86_400_000) return undefined;
  const [{ default: Answered }] = await Promise.all([import('./Answered.svelte'), loadWords('kept')]);
  return { last, Answered };
}
