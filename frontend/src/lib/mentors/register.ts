import type { components } from '#lib/base/schema.d.ts';

type Module = components['schemas']['ModuleProgress'];
export type Result = 'passed' | 'attended' | 'not_passed' | 'absent';
/** A result as somebody has it, or as it was entered; none yet is empty. */
export interface Mark {
  result: Result | '';
  on: string;
}

/** One result of one mentor, as a line of the register. */
export interface Line {
  key: string;
  mentorId: string;
  version: number;
  module: string;
  title: string;
  sub: string;
  was: Mark;
}

export const results: Result[] = ['passed', 'attended', 'not_passed', 'absent'];

/** What is recorded of a module: a day without attendance is an absence. */
export function markOf(module: Pick<Module, 'state' | 'on'>): Mark {
  const { state, on } = module;
  if (state === 'not_yet') return { result: on ? 'absent' : '', on: on ?? '' };
  return { result: state, on: on ?? '' };
}

/** What was entered for a line, or else what it was; whoever has entered no day means the one of the class. */
export function markFor(line: Line, typed: Readonly<Record<string, Partial<Mark>>>, day: string): Mark {
  const entered = typed[line.key] ?? {};
  return { result: entered.result ?? line.was.result, on: entered.on ?? (line.was.on || day) };
}

/** The lines whose result or day is another than it was: all that is sent. */
export function changed(lines: readonly Line[], typed: Readonly<Record<string, Partial<Mark>>>, day: string) {
  return lines
    .map((line) => ({ line, mark: markFor(line, typed, day) }))
    .filter(
      ({ line, mark }) => mark.result !== '' && (mark.result !== line.was.result || mark.on !== line.was.on),
    );
}

/** A result as the server takes it. */
export function entryOf({ line, mark }: { line: Line; mark: Mark }) {
  return {
    mentorId: line.mentorId,
    version: line.version,
    module: line.module,
    attended: mark.result !== 'absent',
    passed: mark.result === 'passed' ? true : mark.result === 'not_passed' ? false : null,
    on: mark.on,
  };
}
