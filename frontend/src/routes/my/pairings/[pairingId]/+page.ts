import { heard } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import { ownPairings } from '#lib/pairings/own.ts';

export function load({ params, depends }) {
  depends('app:pairings');
  const pairing = ownPairings().then((all) => {
    const found = all.find(({ id }) => id === params.pairingId);
    if (!found) throw new Problem(404);
    return found;
  });
  return { pairing: heard(pairing) };
}
