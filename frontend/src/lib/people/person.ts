import type { components } from '#lib/base/schema.d.ts';

/** A member as staff find them by their code. */
export type FoundPerson = components['schemas']['FoundPersonView'];

/** The person as they stand for the coordinator after being handed over: their centre may be the other one as well. */
export function handedOver(person: FoundPerson, to: string | null, own: readonly string[]): FoundPerson {
  const still = to === null || own.includes(to);
  return { ...person, inCaseload: still, centre: still ? (to ?? undefined) : undefined };
}
