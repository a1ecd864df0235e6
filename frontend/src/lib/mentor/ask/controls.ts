import type { Slug } from '../questions.ts';
import type { Control } from './ask.ts';

/** The control of each question, loaded with its page and with no other. */
export const controls: Record<Slug, () => Promise<{ default: Control }>> = {
  gender: () => import('./Gender.svelte'),
  'birth-month': () => import('./BirthMonth.svelte'),
  home: () => import('./Home.svelte'),
  motivation: () => import('./Words.svelte'),
  languages: () => import('./Languages.svelte'),
  availability: () => import('./Availability.svelte'),
  capacity: () => import('./Capacity.svelte'),
  modes: () => import('./Modes.svelte'),
  strengths: () => import('./Words.svelte'),
  interests: () => import('./Interests.svelte'),
  themes: () => import('./Themes.svelte'),
  'belief-health': () => import('./BeliefHealth.svelte'),
  offers: () => import('./Offers.svelte'),
  comfort: () => import('./Comfort.svelte'),
  supervision: () => import('./Supervision.svelte'),
  'held-at': () => import('./HeldAt.svelte'),
  consent: () => import('./Consent.svelte'),
};
