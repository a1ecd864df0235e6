/** A window holds fewer rows than these, also a large one. */
export const AT_ONCE = 30;
/** Rows that a slow phone makes and lays out before somebody feels it. */
const STEP = 20;
/** Between two portions a press or a frame finds its place, in milliseconds. */
const PAUSE = 30;

/**
 * The rows of a list as they are drawn: the first ones at once, all others a few at a time with pauses between. So a long
 * list is there as soon as a short one, and a moment later all of it can be searched, read out and printed. To be called
 * while a component is made.
 */
export function portions<T>(all: () => readonly T[], first = AT_ONCE): () => readonly T[] {
  let drawn = $state(first);
  $effect(() => {
    if (drawn < all().length) setTimeout(() => (drawn += STEP), PAUSE);
  });
  $effect(() => {
    const print = () => (drawn = Infinity);
    addEventListener('beforeprint', print);
    return () => removeEventListener('beforeprint', print);
  });
  return () => all().slice(0, drawn);
}
