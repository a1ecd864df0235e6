import { knownMine } from '#lib/mentor/mine.svelte.ts';
import { guard } from '#lib/shell/guard.ts';

export async function load({ url }) {
  const me = await guard(url);
  // For the third tab and the help; they follow when the answer is there, and no answer counts as no.
  if (me.member) knownMine().catch(() => undefined);
  return { me };
}
