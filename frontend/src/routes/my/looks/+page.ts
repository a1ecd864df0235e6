import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { places } from '#lib/shell/places.ts';

export async function load() {
  const looks = ask(api.GET('/api/v1/me/looks', { params: { query: { limit: 100 } } }));
  await loadWords('rights', 'profile');
  return { looks, places: places() };
}
