import { loadWords } from '#lib/i18n/index.svelte.ts';

export const ssr = true;
export const prerender = true;

export async function load() {
  await loadWords('public');
}
