import type { Snippet } from 'svelte';

/** Something a page adds to the help sheet; it gets a function that closes the sheet. */
type More = Snippet<[close: () => void]>;

let added = $state.raw<More>();

/** What the page on show adds to the help, if anything. */
export function helpMore(): More | undefined {
  return added;
}

/** For a page with something of its own to offer in the help, such as pausing a pairing; returns how to take it back. */
export function offerInHelp(more: More): () => void {
  added = more;
  return () => {
    if (added === more) added = undefined;
  };
}
