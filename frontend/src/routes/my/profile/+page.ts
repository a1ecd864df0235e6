import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ depends }) {
  depends('app:sign-ins');
  const signIns = ask(api.GET('/api/v1/sign-ins'));
  await loadWords('signIn', 'profile');
  return { signIns };
}
