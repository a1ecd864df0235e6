import { loadOpening } from '#lib/openings/load.ts';

export const load = ({ params }) => loadOpening(params.id);
