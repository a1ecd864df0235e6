import { api, ask } from '#lib/api/client.ts';

export function load({ depends }) {
  depends('app:sessions');
  return { sessions: ask(api.GET('/api/v1/sessions')) };
}
