import { api, ask } from '#lib/api/client.ts';

export const load = () => ({ services: ask(api.GET('/api/v1/attendance')) });
