import type { Got } from '#lib/api/client.ts';

export type Holds = Got<'/api/v1/holds'>;
export type Hold = Holds['items'][number];

/** Characters that a reason has, so that whoever ends the hold knows what it was about. */
export const REASON = { least: 10, most: 2000 } as const;
