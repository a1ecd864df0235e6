import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { guard } from '#lib/shell/guard.ts';

export async function load({ depends, url }) {
  await guard(url, 'admin');
  depends('app:health');
  const health = ask(api.GET('/api/v1/health-of-installation'));
  await loadWords('staff');
  return { health };
}
