import type { Got } from '#lib/api/client.ts';
import type { components } from '#lib/base/schema.d.ts';

type Schemas = components['schemas'];
export type OwnRequest = Got<'/api/v1/me/data-requests'>['items'][number];
export type Requests = Got<'/api/v1/data-requests'>;
export type Request = Requests['items'][number];
export type Dossier = Got<'/api/v1/data-requests/{id}'>;
export type Copy = Got<'/api/v1/data-requests/{id}/copy'>;
export type Cell = Schemas['CopyCell'];
export type Kind = Request['kind'];

export const kinds: readonly Kind[] = ['access', 'correction', 'objection', 'erasure'];
/** Within how many days an answer is due. */
export const DAYS = 40;

/** Whether somebody was erased since: their code is the id of a row by then, which tells nobody anything. */
export const isErased = ({ code }: { code: string }) => /^[0-9a-f]{8}-/.test(code);

/** What must be said of a request, and what may. */
export const needsWords = (kind: string) => kind === 'correction' || kind === 'objection';

/** How a request stands, as a sign says it. */
export const signs = { open: 'started', answered: 'done', refused: 'notOpen', withdrawn: 'notOpen' } as const;

/** A row of a copy without what tells nobody anything. */
export const worthReading = (cells: readonly Cell[]) =>
  cells.filter(({ kind, value }) => kind !== 'key' && value !== null && value !== '');

/** The most characters of what is said. */
export const MOST = 2000;
