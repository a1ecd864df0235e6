import type { components } from '#lib/base/schema.d.ts';
import type { Language } from '#lib/i18n/language.ts';
import { dateAndTime } from '#lib/i18n/time.ts';
import type { Messages } from '#lib/i18n/index.svelte.ts';

export type Health = components['schemas']['HealthView'];
export type Row = Health['rows'][number];
type Words = Messages<'staff'>['health'];

/** What is to be done now stands first, then what to look at; within each as the server tells it. */
const order: Row['stands'][] = ['act', 'look', 'good'];

/** The rows in the order in which to read them. */
export function inOrder(rows: readonly Row[]): Row[] {
  return order.flatMap((stands) => rows.filter((row) => row.stands === stands));
}

/** How all of it stands, in one line. */
export function together({ all }: Words, rows: readonly Row[]): string {
  const count = (stands: Row['stands']) => rows.filter((row) => row.stands === stands).length;
  if (count('act') > 0) return all.act(count('act'));
  return count('look') > 0 ? all.look(count('look')) : all.good;
}

/** What to do about a row; nothing where it is well. */
export function todo({ act }: Words, { finding }: Row): string | undefined {
  return finding in act ? act[finding as keyof Words['act']] : undefined;
}

/** What was found, in words. */
export function found(words: Words, view: Health, { finding }: Row, language: Language): string {
  const say = words.found;
  const when = (moment: string | null | undefined) => (moment ? dateAndTime(language, moment) : '');
  switch (finding) {
    case 'runs':
      return say.runs(
        view.version,
        words.databases[view.database === 'sqlite' ? 'sqlite' : 'postgres'],
        when(view.since),
      );
    case 'disk_roomy':
    case 'disk_low':
    case 'disk_full':
      return say.disk(gigabytes(view.diskFree ?? 0), gigabytes(view.diskSize ?? 0));
    case 'disk_unknown':
      return say.diskUnknown;
    case 'backed_up':
      return say.backedUp(when(view.backedUpAt));
    case 'backups_off':
      return say.backupsOff;
    case 'never_backed_up':
      return say.neverBackedUp;
    case 'backup_late':
      return say.backupLate(when(view.backedUpAt));
    case 'backup_fails':
      return view.backedUpAt ? `${say.backupFails} ${say.backedUp(when(view.backedUpAt))}` : say.backupFails;
    case 'sealed':
      return view.linesUnsealed > 0 ? say.sealing(view.linesUnsealed) : say.sealed;
    case 'not_sealed':
      return say.notSealed(view.linesUnsealed, when(view.unsealedSince));
    case 'letters_leave':
      return view.lettersWaiting > 0 ? say.lettersLeave(view.lettersWaiting) : say.noLetters;
    case 'letters_wait':
      return say.lettersWait(view.lettersWaiting, when(view.lettersSince));
    case 'letters_given_up':
      return say.lettersGivenUp(view.lettersGivenUpLately);
    case 'rounds_done':
    case 'rounds_wait':
      return view.roundsQueued + view.roundsRunning > 0
        ? say.rounds(view.roundsRunning, view.roundsQueued)
        : say.noRounds;
    case 'clock_right':
      return say.clockRight;
    case 'clock_set':
      return view.clockOff > 0 ? say.clockAhead(view.clockOff) : say.clockBack(-view.clockOff);
    case 'key_newest':
      return say.key(view.keyVersion);
    case 'key_older':
      return say.keyOlder(view.keysBehind, view.keyVersion);
  }
}

/** Bytes as people buy disks: with one digit behind the point below ten. */
export function gigabytes(bytes: number): string {
  const count = bytes / 1e9;
  return count < 10 ? count.toFixed(1) : Math.round(count).toString();
}
