import { tick } from 'svelte';

/** The heading on which the reader's place is. */
let place: HTMLElement | undefined;

/** After a change of page the reader's place is its heading: there screen readers go on, and Tab begins below it. */
export function focusHeading() {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  place = heading;
}

/** For a heading that comes instead of another while its page fills: the reader's place goes over to it. */
export function takePlace(heading: HTMLElement) {
  const lost = place && !place.isConnected && document.activeElement === document.body;
  if (!lost) return;
  heading.focus({ preventScroll: true });
  place = heading;
}

/**
 * After an act that took its own button away, the reader's place is what it changed, or what it began from: the element, or
 * the one with this id, where it is there, else the heading of the page. Whoever has gone on elsewhere meanwhile stays there.
 */
export async function holdPlace(changed: string | HTMLElement = '') {
  await tick();
  const { activeElement, body } = document;
  if (activeElement && activeElement !== body) return;
  const row = typeof changed === 'string' ? document.getElementById(changed) : changed;
  if (!row?.isConnected || row === body) return focusHeading();
  if (row.tabIndex < 0) row.tabIndex = -1;
  row.focus();
}
