import type { Submission, SummaryItem } from '#lib/api/submission.svelte.ts';
import { messages } from '#lib/i18n/index.svelte.ts';

/** What is wrong with an act for a person: one who is not found any more is another centre's by now, and that is said. */
export function summaryOf(form: Submission): SummaryItem[] {
  if (form.problem?.status !== 404) return form.summary;
  const { head, choose } = messages('staff').caseload.other;
  return [{ words: head, then: choose }];
}
