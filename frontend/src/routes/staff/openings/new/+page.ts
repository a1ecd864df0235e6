import { allHosts } from '#lib/openings/hosts.ts';
import { places } from '#lib/shell/places.ts';

export function load() {
  return { places: places(), hosts: allHosts() };
}
