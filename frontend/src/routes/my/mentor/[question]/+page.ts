import { error, redirect } from '@sveltejs/kit';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { controls } from '#lib/mentor/ask/controls.ts';
import { knownMine } from '#lib/mentor/mine.svelte.ts';
import { mayChange, questionAt } from '#lib/mentor/questions.ts';
import { needed } from '#lib/shell/guard.ts';
import { places } from '#lib/shell/places.ts';

export async function load({ params, url, parent }) {
  const question = questionAt(params.question);
  if (!question) error(404, { message: 'not_found' });
  await Promise.all([parent(), loadWords('mentorForm')]);
  const [mine, where, control] = await needed(
    Promise.all([knownMine(), places(), controls[question.slug]()]),
  );
  if (!mine || !mayChange(mine, question)) redirect(303, '/my/mentor');
  const from = url.searchParams.get('from');
  const back = from === 'check' || from === 'answers' ? `/my/mentor/${from}` : undefined;
  return { mine, places: where, question, control: control.default, from: back };
}
