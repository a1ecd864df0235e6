/** A short word after an act, with its undo where there is one; it stays until dismissed. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void | Promise<void>;
}

let shown = $state.raw<readonly Toast[]>([]);
let count = 0;

/** What stands on the screen now. */
export function toasts(): readonly Toast[] {
  return shown;
}

/** Says that something is done; the newest replaces the one before. */
export function toast(text: string, undo?: Toast['undo']) {
  count += 1;
  shown = [{ id: count, text, undo }];
}

/** Takes away what was well, so that it does not stand beside what now is not; what can be undone stays. */
export function hush() {
  shown = shown.filter(({ undo }) => undo);
}

/** Takes it away. */
export function dismiss(id: number) {
  shown = shown.filter((candidate) => candidate.id !== id);
}
