import type { Messages } from '#lib/i18n/index.svelte.ts';

type Step = keyof Messages<'mentor'>['mentorWay']['steps'];

/** The usual way of every mentor. */
export const pipeline: readonly Step[] = [
  'applied',
  'screening',
  'interview',
  'accepted',
  'in_training',
  'shadowing',
  'competency_review',
  'active',
];
