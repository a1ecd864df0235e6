import { ownFigures } from '#lib/reports/load.ts';

export function load() {
  return { figures: ownFigures() };
}
