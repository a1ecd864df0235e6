import { api, ask, heard } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';

export async function load() {
  const list = (open: boolean) =>
    ask(api.GET('/api/v1/data-requests', { params: { query: { open, limit: 50 } } }));
  const requests = Promise.all([list(true), list(false)]);
  await loadWords('rights');
  return { requests: heard(requests) };
}
