import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load() {
  await loadWords('signIn', 'accounts', 'staff');
}
