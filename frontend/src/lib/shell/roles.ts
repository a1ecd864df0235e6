import type { Role } from '#lib/api/account.svelte.ts';
import { language, type Messages } from '#lib/i18n/index.svelte.ts';
import { textFor } from '#lib/i18n/says.ts';
import type { HostNames } from './host-names.ts';
import { named, type Places } from './places.ts';

/** A role in words; empty for those that are no job, such as being a member. */
export function roleName({ desk }: Messages<'staff'>, role: Role): string {
  return role in desk.roles ? desk.roles[role as keyof typeof desk.roles] : '';
}

/** The name of what a role is bound to: a centre, an institution, or a host where the reader has them; else empty. */
export function scopeName(
  places: Places,
  kind: string | null | undefined,
  id: string | null | undefined,
  hosts?: HostNames,
): string {
  if (!kind || !id) return '';
  if (kind === 'centre') return named(places.centres, id);
  const host = kind === 'host' && hosts?.get(id);
  if (host) return textFor(language(), host).text;
  return kind === 'institution' ? named(places.institutions, id) : '';
}
