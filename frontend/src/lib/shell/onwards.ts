import type { Me } from '#lib/api/account.svelte.ts';
import { homeOf } from './ways.ts';

/** The page to go on to after signing in: the one that asked, if it is ours, else home. */
export function onwards(next: string | null | undefined, me: Pick<Me, 'member' | 'roles'>): string {
  return ours(next) ?? homeOf(me);
}

/** A page of ours, as an address names it; nothing for another site. */
export function ours(next: string | null | undefined): string | undefined {
  return next && /^\/(?![/\\;])[^;]*$/.test(next) ? next : undefined;
}

/** Where somebody makes an account and then goes on. */
export function joinTo(next: string | null | undefined): string {
  return next ? `/join?next=${encodeURIComponent(next)}` : '/join';
}

/** The application of a mentor: the way there leads over an account. */
export const application = '/my/mentor';
