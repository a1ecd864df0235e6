import { askSite } from '#lib/shell/site.svelte.ts';

/** The notice's version is what somebody agrees to, so the page waits for it. */
export function load() {
  return { site: askSite() };
}
