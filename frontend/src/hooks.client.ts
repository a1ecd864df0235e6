import type { HandleClientError } from '@sveltejs/kit';
import { Problem } from '#lib/api/problem.ts';

/** What a failed page shows: the server's own words where it said no, and that nobody answered where its code did not come. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  const problem = Problem.from(error);
  if (error instanceof Problem || problem.status === 0) return { message: problem.code, problem };
  return { message: status === 404 ? 'not_found' : message };
};
