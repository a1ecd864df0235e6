import type { Me, Role } from '#lib/api/account.svelte.ts';

/** Where somebody begins after signing in. */
export function homeOf(me: Pick<Me, 'member' | 'roles'>): string {
  const homes: [Role, string][] = [
    ['coordinator', '/staff/queue'],
    ['psychologist', '/clinic/proposals'],
    ['officer', '/officer/clearances'],
    ['host', '/host/openings'],
    ['admin', '/admin'],
  ];
  const found = homes.find(([role]) => me.roles.some((held) => held.role === role));
  return found?.[1] ?? (me.member ? '/my' : '/my/profile');
}
