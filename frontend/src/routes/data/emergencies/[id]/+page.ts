import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ params, depends }) {
  depends('app:emergency');
  const file = ask(api.GET('/api/v1/emergencies/{id}', { params: { path: { id: params.id } } }));
  await loadWords('looks');
  return { file };
}
