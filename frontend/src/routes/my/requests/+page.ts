import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load() {
  const requests = ask(api.GET('/api/v1/me/data-requests'));
  await loadWords('rights', 'profile');
  return { requests };
}
