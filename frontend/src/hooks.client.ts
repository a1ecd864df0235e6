import type { HandleClientError } from '@sveltejs/kit';
import { Problem } from '#lib/api/problem.ts';

/** What a failed page shows: the server's own words where it was the server that said no. */
export const handleError: HandleClientError = ({ error, status, message }) => {
  if (error instanceof Problem) return { message: error.code, problem: error };
  return { message: status === 404 ? 'not_found' : message };
};
