import { loadWords } from '#lib/i18n/index.svelte.ts';
import { api, ask } from '#lib/api/client.ts';

export async function load({ params }) {
  const opening = ask(api.GET('/api/v1/openings/{id}', { params: { path: { id: params.openingId } } }));
  await loadWords('slots');
  return { opening };
}
