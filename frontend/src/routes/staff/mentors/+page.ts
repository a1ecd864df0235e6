import { api, ask } from '#lib/api/client.ts';
import { wantedOf } from '#lib/mentors/mentor.ts';
import { places } from '#lib/shell/places.ts';

export function load({ url, depends }) {
  depends('app:mentors');
  const wanted = wantedOf(url.searchParams);
  return {
    wanted,
    places: places(),
    counts: ask(api.GET('/api/v1/mentors/counts')),
    mentors: ask(api.GET('/api/v1/mentors', { params: { query: { ...wanted, limit: 50 } } })),
  };
}
