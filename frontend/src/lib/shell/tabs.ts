import type { Messages } from '#lib/i18n/index.svelte.ts';
import type { IconName } from '#lib/ui/icons.ts';

/** A way to one of the main pages. */
export interface Way {
  href: string;
  label: string;
  icon?: IconName;
  /** Current on exactly this path, not below it. */
  exact?: boolean;
  /** A second path that belongs to it. */
  also?: string | undefined;
}

/** Whether a path belongs to this way. */
export function isCurrent(way: Pick<Way, 'href' | 'exact' | 'also'>, path: string): boolean {
  const isUnder = (base: string) => path === base || path.startsWith(`${base}/`);
  return (way.exact ? path === way.href : isUnder(way.href)) || (way.also !== undefined && isUnder(way.also));
}

/** The four tabs of a member. Somebody on the way to being a mentor has that in the third place. */
export function memberTabs({ shell }: Messages, isMentor: boolean): Way[] {
  // The hours of a mentor have no tab of their own; the first page leads to them.
  return [
    {
      href: '/my',
      label: shell.nav.home,
      icon: 'house',
      exact: true,
      also: isMentor ? '/my/hours' : undefined,
    },
    { href: '/my/slots', label: shell.nav.service, icon: 'calendar', also: '/my/bookings' },
    isMentor
      ? { href: '/my/mentor', label: shell.nav.mentor, icon: 'footprints', also: '/my/pairings' }
      : { href: '/my/hours', label: shell.nav.hours, icon: 'clock' },
    { href: '/my/profile', label: shell.nav.me, icon: 'user' },
  ];
}

/** The ways of the public pages. */
export function publicWays({ shell }: Messages): Way[] {
  return [
    { href: '/openings', label: shell.nav.openings },
    { href: '/how-it-works#mentor', label: shell.nav.become },
    { href: '/how-it-works#professionals', label: shell.nav.professionals },
  ];
}
