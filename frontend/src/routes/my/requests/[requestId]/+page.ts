import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ params }) {
  const copy = ask(
    api.GET('/api/v1/data-requests/{id}/copy', { params: { path: { id: params.requestId } } }),
  );
  await loadWords('copy', 'rights');
  return { copy, id: params.requestId };
}
