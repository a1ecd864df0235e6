import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ params }) {
  const request = ask(api.GET('/api/v1/data-requests/{id}', { params: { path: { id: params.id } } }));
  await loadWords('rights');
  return { request };
}
