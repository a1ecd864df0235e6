import { heard, type Got } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import { showAsOf } from '#lib/base/as-of.svelte.ts';
import type { Copy } from '#lib/base/copy.ts';

type Page = Got<'/api/v1/me/bookings'>;

/** What the server answers; while nobody answers, what this device has kept of it. */
export function orKept<T>(asked: Promise<T>, kept: (copy: Copy) => T | undefined): Promise<T> {
  const answer = asked.then(
    (found) => {
      showAsOf(undefined);
      return found;
    },
    async (thrown) => {
      if (Problem.from(thrown).status !== 0) throw thrown;
      const copies = await import('#lib/base/copy.ts').catch(() => undefined);
      const copy = copies?.readCopy(localStorage);
      const found = copy && kept(copy);
      if (!found) throw thrown;
      showAsOf(copy);
      return found;
    },
  );
  return heard(answer);
}

/** Keeps the first of somebody's bookings to come on this device, for when there is no network. */
export function keepLater(asked: Promise<Page>): Promise<Page> {
  const keep = async (page: Page) => (await import('./keeping.ts')).keepBookings(page);
  // Keeping a copy is a courtesy: without it the page is as good.
  asked.then(keep).catch(() => undefined);
  return asked;
}
