import { ownHosts } from '#lib/openings/hosts.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ parent }) {
  const { me } = await parent();
  const hosts = ownHosts(me);
  hosts.catch(() => undefined);
  return { places: places(), hosts };
}
