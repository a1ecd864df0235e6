import { matching } from '../matching.ts';
import { publicPages } from '../public.ts';

/** What the pages that anybody can read say. */
export default { matching, public: publicPages };
