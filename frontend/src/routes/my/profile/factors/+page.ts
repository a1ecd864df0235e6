import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ depends, parent }) {
  depends('app:factors', 'app:reopenings');
  const factors = ask(api.GET('/api/v1/me/factors'));
  const { me } = await parent();
  // Whoever holds an office stands for colleagues, and for members of their centre; not before their own second step.
  const proven = me.roles.length > 0 && (await factors.catch(() => undefined))?.items.length;
  const reopenings = proven ? ask(api.GET('/api/v1/factor-reopenings')) : undefined;
  await loadWords('signIn', 'profile', 'factors');
  return { factors, reopenings };
}
