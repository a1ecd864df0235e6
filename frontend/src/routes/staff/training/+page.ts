import { api, ask } from '#lib/api/client.ts';

/** The register of one mentor, or of everybody in training. */
export function load({ url, depends }) {
  depends('app:register');
  const id = url.searchParams.get('mentor');
  if (id !== null) return { mentor: ask(api.GET('/api/v1/mentors/{id}', { params: { path: { id } } })) };
  const after = url.searchParams.get('after') ?? undefined;
  return {
    module: url.searchParams.get('m') ?? undefined,
    course: ask(api.GET('/api/v1/course')),
    pupils: ask(api.GET('/api/v1/class-register', { params: { query: { limit: 100, after } } })),
  };
}
