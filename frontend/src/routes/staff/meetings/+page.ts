import { api, ask } from '#lib/api/client.ts';

export const load = () => ({ meetings: ask(api.GET('/api/v1/meetings')) });
