import { waitingProposals } from '#lib/pairings/waiting.ts';
import { places } from '#lib/shell/places.ts';

export function load({ url, depends }) {
  depends('app:queue');
  return {
    places: places(),
    queue: waitingProposals(url.searchParams.get('round') ?? undefined),
  };
}
