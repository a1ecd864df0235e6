import type { Got } from '#lib/api/client.ts';
import type { Mine } from '#lib/mentor/mine.svelte.ts';
import type { OwnPairing } from '#lib/pairings/own.ts';

/** What is told once, on the day on which it became true. */
export type Moment = 'certified' | 'firstBooking' | 'hundredthHour' | 'pairingEnded';

interface Facts {
  mine: Mine | undefined;
  pairings: readonly OwnPairing[];
  hours: Pick<Got<'/api/v1/me/hours'>, 'firstBookedOn' | 'hundredthOn'>;
}

/** What became true on this day, such as `2026-11-23`; `dayOf` says on which day of Hong Kong a moment lies. */
export function momentsOf(
  { mine, pairings, hours }: Facts,
  today: string,
  dayOf: (at: string) => string,
): Moment[] {
  const certified =
    mine?.steps.some(({ code, on }) => code === 'active' && on === today) && mine.state === 'active';
  const ended = pairings.some(({ state, since }) => state === 'closed' && dayOf(since) === today);
  return [
    ...(certified ? (['certified'] as const) : []),
    ...(ended ? (['pairingEnded'] as const) : []),
    ...(hours.hundredthOn === today ? (['hundredthHour'] as const) : []),
    ...(hours.firstBookedOn === today ? (['firstBooking'] as const) : []),
  ];
}
