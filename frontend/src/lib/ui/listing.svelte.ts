import { Submission } from '#lib/api/submission.svelte.ts';

interface Page<T> {
  items: T[];
  next?: string | null;
}

/** A list that comes page by page and follows what is done to its rows without asking for all of it again. */
export class Listing<T> {
  items = $state.raw<readonly T[]>([]);
  next = $state.raw<string | null>();
  /** The request for more: busy, refused. */
  readonly more = new Submission();
  readonly #ask: (after: string) => Promise<Page<T>>;

  constructor(first: Page<T>, ask: (after: string) => Promise<Page<T>>) {
    this.items = first.items;
    this.next = first.next ?? null;
    this.#ask = ask;
  }

  /** Adds the next page below. */
  readonly showMore = async () => {
    const after = this.next;
    if (!after) return;
    const page = await this.more.run(() => this.#ask(after));
    if (!page) return;
    this.items = [...this.items, ...page.items];
    this.next = page.next ?? null;
  };

  /** Puts a row's new state in its place. */
  replace(changed: T, same: (item: T) => boolean) {
    this.items = this.items.map((item) => (same(item) ? changed : item));
  }

  /** Takes out a row that no longer belongs here. */
  drop(gone: (item: T) => boolean) {
    this.items = this.items.filter((item) => !gone(item));
  }

  /** A new row, on top. */
  add(item: T) {
    this.items = [item, ...this.items];
  }
}
