import { api, ask, type Got } from '#lib/api/client.ts';
import { queryOf, type Wanted } from './wanted.ts';

type SlotCard = Got<'/api/v1/openings'>['items'][number];
type MemberSlot = Got<'/api/v1/slots'>['items'][number];
/** One slot with all a member needs to decide. */
export type SlotDetail = Got<'/api/v1/slots/{id}'>;
/** A published opening, for everybody. */
export type PublicOpening = Got<'/api/v1/openings/{id}'>;
/** A slot in a list; the verdict is there for members only. */
export type ListedSlot = SlotCard & Partial<Pick<MemberSlot, 'verdict' | 'bookingId'>>;

interface Part<T> {
  items: T[];
  next?: string | null;
}

/** The days on show, whole: the strip counts what each of them holds. */
async function whole<T>(part: (after: string | undefined) => Promise<Part<T>>): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const found = await part(after);
    items.push(...found.items);
    after = found.next ?? undefined;
  } while (after);
  return items;
}

/** The slots of those days for a member, each with its verdict. */
export function slotsForMe(wanted: Wanted): Promise<ListedSlot[]> {
  const query = { ...queryOf(wanted), mine: wanted.mine || undefined };
  return heard(whole((after) => ask(api.GET('/api/v1/slots', { params: { query: { ...query, after } } }))));
}

/** The slots of those days for everybody. */
export function publicSlots(wanted: Wanted): Promise<ListedSlot[]> {
  const query = queryOf(wanted);
  return heard(
    whole((after) => ask(api.GET('/api/v1/openings', { params: { query: { ...query, after } } }))),
  );
}

/** A page may be left before its promise is settled; see `ask`. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
