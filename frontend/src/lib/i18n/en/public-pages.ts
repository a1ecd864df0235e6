import { publicPages } from './public.ts';

/** What the pages that anybody can read say. */
export default { public: publicPages };
