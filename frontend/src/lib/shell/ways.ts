import type { Me } from '#lib/api/account.svelte.ts';

/** Where somebody begins after signing in; with an office, at its desk. */
export function homeOf(me: Pick<Me, 'member' | 'roles'>): string {
  if (me.roles.length > 0) return '/desk';
  return me.member ? '/my' : '/my/profile';
}
