import type { components } from '#lib/base/schema.d.ts';

export type Clearance = components['schemas']['ClearanceView'];
export type Supervisee = components['schemas']['SuperviseeView'];
export type Standing = components['schemas']['StandingView'];

/** The sign before a clearance's state. */
export const clearanceSigns = {
  waiting: 'waiting',
  cleared: 'done',
  declined: 'notOpen',
  lapsed: 'notOpen',
  withdrawn: 'notOpen',
} as const satisfies Record<Clearance['state'], string>;
