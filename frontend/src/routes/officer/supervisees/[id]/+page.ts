import { api, ask, heard } from '#lib/api/client.ts';
import { hostNames } from '#lib/shell/host-names.ts';

export function load({ params: { id } }) {
  const one = { params: { path: { id } } };
  const supervisee = ask(api.GET('/api/v1/supervisees/{id}', one));
  const standing = ask(api.GET('/api/v1/supervisees/{id}/standing-clearances', one));
  return { supervisee, all: heard(Promise.all([supervisee, standing, hostNames()])) };
}
