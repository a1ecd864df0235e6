import type { Role } from '#lib/api/account.svelte.ts';
import type { Messages } from '#lib/i18n/index.svelte.ts';
import { named, type Places } from './places.ts';

/** A role in words; empty for those that are no job, such as being a member. */
export function roleName({ desk }: Messages<'staff'>, role: Role): string {
  return role in desk.roles ? desk.roles[role as keyof typeof desk.roles] : '';
}

/** The name of the centre or institution a role is bound to; empty for other bounds and for none. */
export function scopeName(
  places: Places,
  kind: string | null | undefined,
  id: string | null | undefined,
): string {
  if (!kind || !id) return '';
  if (kind === 'centre') return named(places.centres, id);
  return kind === 'institution' ? named(places.institutions, id) : '';
}
