import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { named, places } from '#lib/shell/places.ts';
import { documents, linesOf, type Line } from './copy-answers.ts';
import { coded, codes, day, moment, others, words, type Names, type Tellers } from './copy-codes.ts';
import { worthReading, type Cell, type Copy } from './requests.ts';

type Row = Copy['parts'][number]['rows'][number];

/** A copy with all that is needed to tell it in words. */
interface Told {
  whole: Copy;
  names: Names;
}

/** Waits for a copy, and for the words of its codes. */
export async function withNames(copy: Promise<Copy>): Promise<Told> {
  const [whole, known] = await Promise.all([
    copy,
    places(),
    loadWords('rights', 'mentorForm', 'bookings', 'staff'),
  ]);
  const learnt = whole.parts.some(({ rows }) => rows.some((row) => row.of === 'module_results'));
  const modules = learnt ? (await ask(api.GET('/api/v1/course'))).modules : [];
  return { whole, names: { ...known, modules } };
}

/** How the rows of a copy are told in words, line by line; made once for all of them. */
export function teller(names: Names): (row: Row) => Line[] {
  const tables = { code: codes(names), other: others(names) };
  return (row) =>
    worthReading(row.cells).flatMap((cell) => {
      const fields = cell.kind === 'document' && documents[cell.name];
      if (fields) return linesOf(fields(names), cell.value);
      const text = cell.name === 'scope' ? scope(row, cell.value, names) : told(row.of, cell, tables);
      return text === '' ? [] : [{ label: labelOf(row.of, cell.name), text }];
    });
}

/** What a kind of row is called. */
export const rowName = (of: string) => coded(words().copy.rows)(of);

/** What a column is called: in a row of this kind, or anywhere. */
function labelOf(of: string, name: string): string {
  const m = words();
  const { staff } = m.consents;
  const own: Readonly<Record<string, string>> = {
    'consents.purpose': staff.purpose,
    'consents.step': staff.step,
    'consents.way': staff.way,
    'mentors.institutions': m.pipeline.institutions.title,
  };
  return own[`${of}.${name}`] ?? coded(m.copy.columns)(name);
}

/** One value in words. */
function told(of: string, { name, kind, value }: Cell, tables: Record<'code' | 'other', Tellers>): string {
  const m = words();
  const table = tables[kind === 'code' ? 'code' : 'other'];
  const own = table[`${of}.${name}`] ?? table[name];
  if (own) return own(value);
  if (kind === 'truth') return value ? m.common.yes : m.common.no;
  if (kind === 'person') return value === 0 ? m.copy.you : m.copy.person(Number(value));
  if (kind === 'day') return day(value);
  if (kind === 'moment') return moment(value);
  if (kind === 'code') return coded(m.copy.codes)(value);
  return String(value);
}

/** Where an office is held. An organisation is kept by a key alone, which tells nobody anything. */
function scope(row: Row, code: unknown, { centres, institutions }: Names): string {
  const kind = row.cells.find(({ name }) => name === 'scope_kind')?.value;
  if (kind === 'centre') return named(centres, String(code));
  return kind === 'institution' ? named(institutions, String(code)) : '';
}
