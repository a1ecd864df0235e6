import type { components } from '#lib/base/schema.d.ts';
import type { Messages } from '#lib/i18n/index.svelte.ts';

export type RoundUpdate = components['schemas']['RoundUpdate'];
export type RoundChange = RoundUpdate['changes'][number];

/** How a proposal can change, in the order in which it is told. */
const kinds = ['fresh', 'moved', 'without'] as const;
type Kind = (typeof kinds)[number];

function kindOf({ from, to }: Pick<RoundChange, 'from' | 'to'>): Kind {
  if (!to) return 'without';
  return from ? 'moved' : 'fresh';
}

/** The changes kind by kind, who waits longest first; a kind that nobody belongs to is left out. */
export function byKind(changes: readonly RoundChange[]): [kind: Kind, changes: RoundChange[]][] {
  const longestFirst = changes.toSorted((a, b) => b.waitingDays - a.waitingDays);
  return kinds
    .map((kind): [Kind, RoundChange[]] => [kind, longestFirst.filter((change) => kindOf(change) === kind)])
    .filter(([, some]) => some.length > 0);
}

/** A person by alias; by reference where the alias is unknown or another person here has it too. */
function nameOf(reference: string, changes: readonly RoundChange[]): string {
  const alias = changes.find((change) => change.reference === reference)?.alias;
  const alike = changes.filter((change) => change.alias === alias).length;
  return alias !== undefined && alike === 1 ? alias : reference;
}

/** What changes for one person and why, as a sentence; the others tell who the mentor goes to. */
export function sentenceOf(
  { alias, from, to, because }: RoundChange,
  changes: readonly RoundChange[],
  words: Pick<Messages<'staff'>['rounds']['since'], Kind>,
  separator: string,
): string {
  const names = because.map((reference) => nameOf(reference, changes)).join(separator);
  const before = from?.preferredName ?? '';
  if (!to) return words.without(alias, before, names);
  return from ? words.moved(alias, before, to.preferredName, names) : words.fresh(alias, to.preferredName);
}
