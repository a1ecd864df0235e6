import type { Places } from '#lib/shell/places.ts';
import type { Answers } from '../mine.svelte.ts';

/** What the control of a question gets: the answers being given, and what is wrong with a field. */
export interface AskProps {
  answers: Answers;
  places: Places;
  fault: (field: string) => string | undefined;
}
