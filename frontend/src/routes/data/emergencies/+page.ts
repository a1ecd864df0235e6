import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ depends }) {
  depends('app:emergencies');
  const emergencies = ask(api.GET('/api/v1/emergencies'));
  await loadWords('emergencies');
  return { emergencies };
}
