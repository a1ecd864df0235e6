import type { Got } from '#lib/api/client.ts';

export type OwnConsents = Got<'/api/v1/me/consents'>;
export type OwnConsent = OwnConsents['items'][number];
export type Consent = Got<'/api/v1/people/{id}/consents'>['items'][number];

/** How a consent stands, as a sign says it. */
export const signs = {
  none: 'notStarted',
  given: 'done',
  due: 'waiting',
  withdrawn: 'notOpen',
} as const satisfies Record<OwnConsent['state'], string>;
