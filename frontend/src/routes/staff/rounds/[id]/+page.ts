import { api, ask } from '#lib/api/client.ts';

export function load({ params, depends }) {
  depends('app:round');
  return {
    round: ask(api.GET('/api/v1/rounds/{id}', { params: { path: { id: params.id } } })),
  };
}
