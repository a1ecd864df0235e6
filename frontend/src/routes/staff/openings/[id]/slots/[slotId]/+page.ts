import { loadRoster } from '#lib/openings/load.ts';

export const load = ({ params }) => loadRoster(params);
