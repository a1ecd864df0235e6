import type { components } from '#lib/api/schema.d.ts';

export type StaffMentor = components['schemas']['StaffMentor'];
export type MentorLine = components['schemas']['MentorItem'];
export type MentorState = MentorLine['state'];

/** The usual way, in order; each is a tab of the list. */
export const stages = [
  'applied',
  'screening',
  'interview',
  'accepted',
  'in_training',
  'shadowing',
  'competency_review',
  'active',
] as const satisfies readonly MentorState[];

/** States beside the way, which share a row of tabs when somebody is in them. */
export const besides = ['deferred', 'paused', 'suspended', 'stepped_down', 'declined', 'withdrawn'] as const;

/** The state a link asks for; the first stage when it asks for none. */
export function stateOf(wanted: string | null): MentorState {
  const known: readonly string[] = [...stages, ...besides];
  return wanted && known.includes(wanted) ? (wanted as MentorState) : 'applied';
}
