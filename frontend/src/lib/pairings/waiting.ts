import { api, ask, heard } from '#lib/api/client.ts';
import { wholeOf } from '#lib/base/pages.ts';
import type { PairingLine } from './pairing.ts';

/** The proposals that wait for a decision, of one round or of all. */
export function waitingProposals(round?: string): Promise<PairingLine[]> {
  const query = { state: 'proposed,endorsed,approved', round, limit: 100 };
  return heard(
    wholeOf((after) => ask(api.GET('/api/v1/pairings', { params: { query: { ...query, after } } }))),
  );
}
