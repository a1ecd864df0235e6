import type { Component } from 'svelte';
import type { Faults } from '#lib/api/submission.svelte.ts';
import type { Places } from '#lib/shell/places.ts';
import type { Answers } from '../mine.svelte.ts';
import type { Slug } from '../questions.ts';

/** What every question's control is given. */
export interface AskProps {
  answers: Answers;
  places: Places;
  slug: Slug;
  /** What is wrong with a field, in words. */
  fault: (field: string) => string | undefined;
  /** What is wrong with an answer that is there, for the page to refuse before it saves. */
  wrong?: Faults;
  /** The application has been sent: what was judged stays. */
  sent: boolean;
  /** The writer has left a text. */
  onleft: () => void;
}

export type Control = Component<AskProps, object, 'answers' | 'wrong'>;
