import { account, type Role } from '#lib/api/account.svelte.ts';
import type { Places } from '#lib/shell/places.ts';

/** The centres in which the account holds this role; all of them for a role that is not bound to one. */
export function ownCentres(places: Places, role: Role): Places['centres'] {
  const grants = account()?.roles.filter((grant) => grant.role === role) ?? [];
  if (grants.some(({ scope }) => !scope)) return places.centres;
  return places.centres.filter(({ code }) => grants.some(({ scope }) => scope?.id === code));
}
