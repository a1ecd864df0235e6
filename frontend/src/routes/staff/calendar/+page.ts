import { loadWeek } from '#lib/openings/load.ts';

export const load = ({ url }) => loadWeek(url);
