import { api, ask } from '#lib/api/client.ts';
import { hostNames } from '#lib/clearances/load.ts';

export function load({ params: { id } }) {
  const one = { params: { path: { id } } };
  const supervisee = ask(api.GET('/api/v1/supervisees/{id}', one));
  const standing = ask(api.GET('/api/v1/supervisees/{id}/standing-clearances', one));
  const all = Promise.all([supervisee, standing, hostNames()]);
  all.catch(() => undefined);
  return { supervisee, all };
}
