import { api, ask } from '#lib/api/client.ts';

export function load({ params, depends }) {
  depends('app:emergency');
  const file = ask(api.GET('/api/v1/emergencies/{id}', { params: { path: { id: params.id } } }));
  return { file };
}
