import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load({ url }) {
  const requests = ask(api.GET('/api/v1/me/data-requests'));
  const consents = ask(api.GET('/api/v1/me/consents'));
  const id = url.searchParams.get('copy');
  const copy = id ? ask(api.GET('/api/v1/data-requests/{id}/copy', { params: { path: { id } } })) : undefined;
  await loadWords('rights', 'profile');
  return { requests, consents, copy };
}
