import { api, ask } from '#lib/api/client.ts';

export const load = () => ({ settlements: ask(api.GET('/api/v1/settlements')) });
