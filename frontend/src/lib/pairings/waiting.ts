import { api, ask } from '#lib/api/client.ts';
import type { PairingLine } from './pairing.ts';

/** Gives one page of a list and where the next begins, if there is more. */
type Page = (after: string | undefined) => Promise<{ items: readonly PairingLine[]; next?: string | null }>;

/** Every page, one after the other: whoever sorts a list needs the whole of it. */
export async function wholeOf(page: Page): Promise<PairingLine[]> {
  const found: PairingLine[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await page(after);
    found.push(...items);
    after = next ?? undefined;
  } while (after);
  return found;
}

/** The proposals that wait for a decision, of one round or of all. */
export function waitingProposals(round?: string): Promise<PairingLine[]> {
  const query = { state: 'proposed,endorsed,approved', round, limit: 100 };
  const asked = wholeOf((after) =>
    ask(api.GET('/api/v1/pairings', { params: { query: { ...query, after } } })),
  );
  asked.catch(() => undefined);
  return asked;
}
