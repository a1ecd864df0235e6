import { person } from './later.ts';

/** Signs out on the server, then here and in every tab; first asks about what is written and not sent. */
export async function signOut() {
  await (await person()).signOut();
}
