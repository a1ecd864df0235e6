import { redirect } from '@sveltejs/kit';
import { pageOfLetter } from '#lib/shell/letters.ts';

export function load({ params }) {
  redirect(307, pageOfLetter(params.word));
}
