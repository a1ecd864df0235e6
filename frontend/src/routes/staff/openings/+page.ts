import { loadOpenings } from '#lib/openings/load.ts';

export const load = ({ url }) => loadOpenings(url);
