import { api, ask } from '#lib/api/client.ts';
import { knownHosts, superviseeWith } from '#lib/clearances/load.ts';

export function load({ params: { id } }) {
  const supervisee = superviseeWith(id);
  const standing = ask(api.GET('/api/v1/supervisees/{id}/standing-clearances', { params: { path: { id } } }));
  const all = Promise.all([supervisee, standing, knownHosts()]);
  all.catch(() => undefined);
  return { supervisee, all };
}
