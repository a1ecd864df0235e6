import type { components } from '#lib/base/schema.d.ts';

/** A member as staff find them by their code. */
export type FoundPerson = components['schemas']['FoundPersonView'];
