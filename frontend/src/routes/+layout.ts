import { browser } from '$app/environment';
import { restore } from '#lib/api/account.svelte.ts';
import { startLanguage } from '#lib/i18n/index.svelte.ts';
import { askSite } from '#lib/shell/site.svelte.ts';

export const ssr = false;
export const prerender = false;

export async function load() {
  // Written beforehand, a page is nobody's, and its language is set by whoever writes it.
  if (!browser) return;
  await startLanguage();
  // The frame shows what these find when they find it; a page that needs them asks itself and says when it fails.
  restore({ always: false }).catch(() => undefined);
  askSite().catch(() => undefined);
}
