import { api, ask, heard, type Got } from '#lib/api/client.ts';
import { dayKey } from '#lib/i18n/time.ts';
import { queryOf, type Wanted } from './wanted.ts';

type SlotCard = Got<'/api/v1/openings'>['items'][number];
type MemberSlot = Got<'/api/v1/slots'>['items'][number];
/** One slot with all a member needs to decide. */
export type SlotDetail = Got<'/api/v1/slots/{id}'>;
/** A published opening, for everybody. */
export type PublicOpening = Got<'/api/v1/openings/{id}'>;
/** A slot in a list; the verdict is there for members only. */
export type ListedSlot = SlotCard & Partial<Pick<MemberSlot, 'verdict' | 'bookingId'>>;

/** Slots of seven days, and the first of those days. */
export interface Found {
  start: string;
  slots: ListedSlot[];
}

interface Query {
  from: string;
  to?: string;
  district?: string;
  category?: string;
  limit: number;
  after?: string;
}
type Part = (query: Query) => Promise<{ items: ListedSlot[]; next?: string | null }>;

/** Every slot of the seven days, whole: the strip counts what each of them holds. */
async function whole(part: Part, query: Query): Promise<ListedSlot[]> {
  const slots: ListedSlot[] = [];
  let after: string | undefined;
  do {
    const found = await part({ ...query, after });
    slots.push(...found.items);
    after = found.next ?? undefined;
  } while (after);
  return slots;
}

/** The wanted days; when they hold nothing, the next seven that begin with something. */
async function daysWithSlots(part: Part, wanted: Wanted): Promise<Found> {
  const query = queryOf(wanted);
  const slots = await whole(part, query);
  if (slots.length > 0) return { start: wanted.start, slots };
  const { items } = await part({ ...query, to: undefined, limit: 1 });
  const first = items[0];
  if (!first) return { start: wanted.start, slots };
  const start = dayKey(first.startsAt);
  return { start, slots: await whole(part, queryOf({ ...wanted, start })) };
}

/** The slots of those days for a member, each with its verdict. */
export function slotsForMe(wanted: Wanted): Promise<Found> {
  const mine = wanted.mine || undefined;
  return heard(
    daysWithSlots(
      (query) => ask(api.GET('/api/v1/slots', { params: { query: { ...query, mine } } })),
      wanted,
    ),
  );
}

/** The slots of those days for everybody. */
export function publicSlots(wanted: Wanted): Promise<Found> {
  return heard(daysWithSlots((query) => ask(api.GET('/api/v1/openings', { params: { query } })), wanted));
}
