import { readdir } from 'node:fs/promises';
import path from 'node:path';

const routes = path.join(import.meta.dirname, '../src/routes');

/** What a word out of a letter opens, which only leads on to one of the others. */
const LEADS_ON = '/go/[word]';

/** One route for several kinds of page, which are told below. */
const KINDS = '/data/[what]';

/** Pages that one route shows, and what they show of one row. */
const ONE_OF = [
  '/data/emergencies',
  '/data/emergencies?e=[id]',
  '/data/breaches',
  '/data/breaches?b=[id]',
  '/data/holds',
  '/data/registers',
  '/data/requests',
  '/data/requests?r=[id]',
  '/data/requests?r=[id]&copy=en',
  '/data/retention',
];

/** Every page that shows something, as the folders of `src/routes` say it: `/staff/mentors/[id]`. */
export async function everyPage(): Promise<string[]> {
  const files = await readdir(routes, { recursive: true });
  return files
    .filter((file) => path.basename(file) === '+page.svelte')
    .map((file) => `/${path.dirname(file)}`.replace(/\/\([^)]+\)/, '').replace(/\/\.$/, '/') || '/')
    .filter((page) => page !== LEADS_ON && page !== KINDS)
    .concat(ONE_OF)
    .sort();
}

/** Calls the API as whoever looks at the page. */
export type Call = <T>(method: string, path: string, data: unknown) => Promise<T>;
interface Items<T = { id: string }> {
  items: T[];
}

/** Calls the API as somebody else of the demo, who must have done something before the reader finds it. */
export type As = (who: string) => Promise<Call>;

/** Where a page with a changing part is found, for its reader. */
const found: Record<string, (call: Call, as: As) => Promise<string[]>> = {
  '/openings/[openingId]': async (call) => [(await firstSlot(call, '/openings')).opening.id],
  '/my/slots/[slotId]': async (call) => [(await firstSlot(call, '/slots')).slotId],
  '/my/bookings/[bookingId]': (call) => first(call, '/me/bookings?when=upcoming'),
  '/my/pairings/[pairingId]': (call) => first(call, '/me/pairings'),
  '/my/mentor/[question]': () => Promise.resolve(['1']),
  '/clinic/caseload/[id]': (call) => first(call, '/pairings?state=active'),
  '/clinic/mentors/[id]': (call) => first(call, '/mentors?limit=1'),
  '/clinic/proposals/[id]': (call) => first(call, '/pairings?state=proposed,endorsed'),
  '/clinic/referrals/[id]': (call) => first(call, '/referrals?state=eligible'),
  '/data/breaches?b=[id]': breach,
  '/data/emergencies?e=[id]': emergency,
  '/host/openings/[id]': (call) => first(call, '/managed-openings?state=published'),
  '/host/openings/[id]/slots/[slotId]': openingAndSlot,
  '/data/requests?r=[id]': (call) => onPaper(call, 'P-2001'),
  '/data/requests?r=[id]&copy=en': (call) => onPaper(call, 'P-2001'),
  '/officer/supervisees/[id]': (call) => first(call, '/supervisees?limit=1'),
  '/staff/mentors/[id]': (call) => first(call, '/mentors?limit=1&state=in_training'),
  '/staff/openings/[id]': (call) => first(call, '/managed-openings?state=submitted'),
  '/staff/openings/[id]/slots/[slotId]': openingAndSlot,
  '/staff/pairings/[id]': (call) => first(call, '/pairings?state=active'),
  '/staff/referrals/[id]': (call) => first(call, '/referrals?state=eligible'),
  '/staff/rounds/[id]': () => Promise.resolve(['example']),
};

/** The page with its changing parts filled in. */
export async function addressOf(page: string, call: Call, as: As): Promise<string> {
  if (!page.includes('[')) return page;
  const find = found[page];
  if (!find) throw new Error(`say in e2e/pages.ts where ${page} is found`);
  const ids = await find(call, as);
  return page.replace(/\[\w+\]/g, () => ids.shift()!);
}

async function first(call: Call, list: string): Promise<string[]> {
  const { items } = await call<Items>('GET', list, undefined);
  if (!items[0]) throw new Error(`the demo has nothing in ${list}`);
  return [items[0].id];
}

/** A request that came on paper, entered if nobody has yet. */
async function onPaper(call: Call, code: string): Promise<string[]> {
  const find = async () => {
    const { items } = await call<Items<{ id: string; code: string }>>(
      'GET',
      '/data-requests?limit=100',
      undefined,
    );
    return items.find((request) => request.code === code)?.id;
  };
  const known = await find();
  if (known) return [known];
  const receivedOn = new Date(Date.now() - 24 * 3600 * 1000).toISOString().slice(0, 10);
  const paper = { code, kind: 'access', language: 'zh-Hant', receivedOn };
  // Another story may enter it at the same moment.
  const entered = await call<{ id: string }>('POST', '/data-requests', paper).catch(() => undefined);
  return [entered?.id ?? (await find())!];
}

/** An emergency access to somebody whom the psychologist of the demo does not work with. */
async function emergency(_: Call, as: As): Promise<string[]> {
  const call = await as('psychologist');
  const body = { code: 'P-2001', cause: 'absence', reason: 'Their own psychologist is away until Monday.' };
  // Where another test was quicker, it is there already.
  await call('POST', '/emergencies', body).catch(() => undefined);
  return first(call, '/emergencies');
}

/** A breach in the log, written down if there is none. */
async function breach(call: Call): Promise<string[]> {
  const { items } = await call<Items>('GET', '/breaches?limit=1', undefined);
  if (items[0]) return [items[0].id];
  const foundAt = new Date(Date.now() - 3600 * 1000).toISOString();
  const what = 'A notebook was left on a train.';
  return [(await call<{ id: string }>('POST', '/breaches', { foundAt, what })).id];
}

async function firstSlot(call: Call, list: string) {
  const { items } = await call<Items<{ slotId: string; opening: { id: string } }>>('GET', list, undefined);
  return items[0]!;
}

async function openingAndSlot(call: Call): Promise<string[]> {
  const { items } = await call<Items<{ id: string; slots: { id: string }[] }>>(
    'GET',
    '/managed-openings?state=published',
    undefined,
  );
  const opening = items.find(({ slots }) => slots.length > 0)!;
  return [opening.id, opening.slots[0]!.id];
}
