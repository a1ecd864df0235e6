import { heard } from '#lib/api/client.ts';
import { ownHosts } from '#lib/openings/hosts.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ parent }) {
  const { me } = await parent();
  return { places: places(), hosts: heard(ownHosts(me)) };
}
