import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { dayKey } from '#lib/i18n/time.ts';
import type { Waiting } from './gather.ts';
import { momentsOf } from './moments.ts';

/** What became true today, with what says it; nothing of it is loaded on other days. */
export async function tell(waiting: Waiting) {
  const hours = await ask(api.GET('/api/v1/me/hours'));
  const today = momentsOf({ ...waiting, hours }, dayKey(new Date()), (at) => dayKey(new Date(at)));
  if (today.length === 0) return undefined;
  const [{ default: Moments }] = await Promise.all([import('./Moments.svelte'), loadWords('ownPairings')]);
  return { today, Moments };
}
