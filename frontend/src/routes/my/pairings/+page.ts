import { ownPairings } from '#lib/pairings/own.ts';

export function load({ depends }) {
  depends('app:pairings');
  return { pairings: ownPairings() };
}
