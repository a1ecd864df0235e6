/** Gives one page of a list and where the next begins, if there is more. */
type PageOf<T> = (after: string | undefined) => Promise<{ items: readonly T[]; next?: string | null }>;

/** Every page, one after the other: whoever sorts, counts or chooses needs the whole. */
export async function wholeOf<T>(page: PageOf<T>): Promise<T[]> {
  const found: T[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await page(after);
    found.push(...items);
    after = next ?? undefined;
  } while (after);
  return found;
}
