import { places } from '#lib/shell/places.ts';

export function load() {
  return { places: places() };
}
