import { api, ask } from '#lib/api/client.ts';

/** The figures of one centre: mentoring, and the shifts to come. */
export function centreFigures(centre: string) {
  const params = { query: { centre } };
  return Promise.all([
    ask(api.GET('/api/v1/reports/mentoring', { params })),
    ask(api.GET('/api/v1/reports/shifts', { params })),
  ]);
}
