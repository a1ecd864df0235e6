import type { components } from '#lib/base/schema.d.ts';

export type Opening = components['schemas']['ManagedOpening'];
export type Slot = components['schemas']['ManagedSlot'];
export type Host = components['schemas']['HostView'];

/** The states of an opening in the order of its life; also the tabs of the list. */
export const openingStates = ['draft', 'submitted', 'returned', 'published', 'closed'] as const;

/** The sign before an opening's state. */
export const openingSigns = {
  draft: 'started',
  submitted: 'waiting',
  returned: 'waiting',
  published: 'done',
  closed: 'notOpen',
} as const satisfies Record<Opening['state'], string>;

/** The sign before a slot's state. */
export const slotSigns = { open: 'started', cancelled: 'notOpen', past: 'done' } as const;

/** The kinds of service, in the order in which they are offered. */
export const categories = ['elderly', 'flag_day', 'youth', 'environment', 'other'] as const;
