import { address } from 'virtual:processing';
import { heard } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import type { Processing } from '#lib/rights/processing.ts';

export async function load({ fetch }) {
  // A file beside the pages, fetched here alone: it weighs on no other page.
  const register = async (): Promise<Processing> => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Problem(answer.status);
    return (await answer.json()) as Processing;
  };
  const asked = heard(Promise.all([register(), import('#lib/rights/Purposes.svelte')]));
  await loadWords('public', 'signIn', 'accounts');
  return { asked };
}
