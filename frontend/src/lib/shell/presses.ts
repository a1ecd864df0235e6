/** How soon, in milliseconds, and how near, in pixels, a second press belongs to the one before. */
export const SOON = 400;
export const NEAR = 24;

interface Press {
  timeStamp: number;
  clientX: number;
  clientY: number;
}

/**
 * Tells the second press of a double one, which must neither close what the first one opened nor press what has come
 * into its place meanwhile. What stays where it was, such as the way to the next week, may be pressed as fast as one likes.
 */
export class Presses {
  #last: Press | undefined;
  #pressed: unknown;
  #isSecond = false;

  /** A finger, pen or mouse comes down. */
  down(press: Press) {
    const last = this.#last;
    this.#isSecond =
      last !== undefined &&
      press.timeStamp - last.timeStamp < SOON &&
      Math.hypot(press.clientX - last.clientX, press.clientY - last.clientY) < NEAR;
    this.#last = press;
  }

  /** Something was chosen or typed: the next press is one of its own. */
  answered() {
    this.#last = undefined;
  }

  /** Whether a click is to do nothing: what it is on, and whether that opens and closes something. */
  swallows(control: unknown, toggles: boolean): boolean {
    if (this.#isSecond) return toggles || control !== this.#pressed;
    this.#pressed = control;
    return false;
  }
}

/** Lets the second press of a double one do nothing, on the whole site. */
export function watchPresses() {
  const presses = new Presses();
  addEventListener('pointerdown', (press) => presses.down(press), true);
  addEventListener('input', () => presses.answered(), true);
  addEventListener('click', (click) => swallow(click, presses), true);
}

function swallow(click: MouseEvent, presses: Presses) {
  // A key presses without a place.
  if (click.detail === 0 || !(click.target instanceof Element)) return;
  const control = controlOf(click.target);
  if (!presses.swallows(nameOf(control), control.matches('summary, [aria-expanded], [aria-haspopup]')))
    return;
  click.preventDefault();
  click.stopImmediatePropagation();
}

/** What a reader would call it: a button that was drawn anew meanwhile is still the same one. */
function nameOf(control: Element): string {
  return `${control.tagName} ${control.id} ${control.getAttribute('aria-label') ?? control.textContent}`;
}

function controlOf(target: Element): Element {
  const label = target.closest('label')?.control;
  return label ?? target.closest('a, button, summary, input, select, textarea, dialog') ?? target;
}
