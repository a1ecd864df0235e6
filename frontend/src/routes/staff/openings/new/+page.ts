import { allHosts } from '#lib/openings/hosts.ts';
import { places } from '#lib/shell/places.ts';

export function load() {
  const hosts = allHosts();
  hosts.catch(() => undefined);
  return { places: places(), hosts };
}
