import type { Role } from '#lib/api/account.svelte.ts';

/** The roles an administrator can invite to. */
export const staffRoles = [
  'coordinator',
  'psychologist',
  'officer',
  'liaison',
  'host',
  'researcher',
  'privacy',
  'admin',
] as const satisfies readonly Role[];

export type StaffRole = (typeof staffRoles)[number];

/** What a role is bound to, where it is bound to anything. */
export const scopeOf: Record<StaffRole, 'centre' | 'institution' | 'host' | undefined> = {
  coordinator: 'centre',
  psychologist: 'centre',
  officer: undefined,
  liaison: 'institution',
  host: 'host',
  researcher: undefined,
  privacy: undefined,
  admin: undefined,
};
