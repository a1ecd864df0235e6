import type { Got } from '#lib/api/client.ts';
import type { Mine } from '#lib/mentor/mine.svelte.ts';

/** What is told once, on the day on which it became true. */
export type Moment = 'certified' | 'firstBooking' | 'hundredthHour';

interface Facts {
  mine: Mine | undefined;
  hours: Pick<Got<'/api/v1/me/hours'>, 'firstBookedOn' | 'hundredthOn'>;
}

/** What became true on this day, such as `2026-11-23`. */
export function momentsOf({ mine, hours }: Facts, today: string): Moment[] {
  const certified =
    mine?.steps.some(({ code, on }) => code === 'active' && on === today) && mine.state === 'active';
  return [
    ...(certified ? (['certified'] as const) : []),
    ...(hours.hundredthOn === today ? (['hundredthHour'] as const) : []),
    ...(hours.firstBookedOn === today ? (['firstBooking'] as const) : []),
  ];
}
