import { api, ask } from '#lib/api/client.ts';

export function load() {
  return { hours: ask(api.GET('/api/v1/me/hours')) };
}
