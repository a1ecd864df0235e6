import { loadWords } from '#lib/i18n/index.svelte.ts';
import { askSite } from '#lib/shell/site.svelte.ts';

/** The notice's version is what somebody agrees to, so the form waits for it. */
export async function load() {
  const site = askSite();
  site.catch(() => undefined);
  await loadWords('signIn', 'accounts');
  return { site };
}
