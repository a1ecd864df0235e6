import { api, ask } from '#lib/api/client.ts';

/** Who waits with the reader, and the mentors of theirs by stage. */
export function load() {
  return { own: ask(api.GET('/api/v1/reports/own')), mentors: ask(api.GET('/api/v1/mentors/counts')) };
}
