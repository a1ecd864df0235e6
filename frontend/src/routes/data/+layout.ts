import { loadWords } from '#lib/i18n/index.svelte.ts';
import { guard } from '#lib/shell/guard.ts';

export async function load({ url }) {
  const me = await guard(url, 'privacy', 'psychologist', 'coordinator');
  await loadWords('staff');
  return { me };
}
