import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ depends }) {
  depends('app:factors');
  const factors = ask(api.GET('/api/v1/me/factors'));
  await loadWords('signIn', 'profile', 'factors');
  return { factors };
}
