import { api, ask } from '#lib/api/client.ts';

export function load({ depends }) {
  depends('app:emergencies');
  const emergencies = ask(api.GET('/api/v1/emergencies'));
  return { emergencies };
}
