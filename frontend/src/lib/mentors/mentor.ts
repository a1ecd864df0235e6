import type { components } from '#lib/base/schema.d.ts';

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

/** Whether a state lies on the usual way. */
export const isStage = (state: MentorState) => (stages as readonly MentorState[]).includes(state);

/** Whether a step leads onward on the usual way, or back onto it from beside; staying where one is does not. */
export function isOnward(from: MentorState, to: MentorState): boolean {
  const place = (state: MentorState) => (stages as readonly MentorState[]).indexOf(state);
  return place(to) > place(from);
}

/** What the list is narrowed to; every state when none is named. */
export interface Wanted {
  state?: MentorState;
  q?: string;
  language?: string;
}

/** What a link asks for: the first stage when it asks for nothing, every stage when it looks for somebody. */
export function wantedOf(search: URLSearchParams): Wanted {
  const known: readonly string[] = [...stages, ...besides];
  const state = search.get('state') ?? undefined;
  const q = search.get('q') || undefined;
  const language = search.get('language') || undefined;
  const named = state && known.includes(state) ? (state as MentorState) : undefined;
  return { state: named ?? (q || language || state === 'all' ? undefined : 'applied'), q, language };
}

/** The link to what is wanted. */
export function searchOf({ state, q, language }: Wanted): string {
  const found = new URLSearchParams({
    state: state ?? 'all',
    ...(q && { q }),
    ...(language && { language }),
  });
  return `?${found.toString()}`;
}
