/**
 * What a promise gave, once it is there. For a heading: it stands, and holds the focus, before its page is loaded.
 * A failure is left to the `Awaited` of the same promise, which words it.
 */
export function settled<T>(promise: () => Promise<T>): { readonly value: T | undefined } {
  let value = $state.raw<T>();
  $effect(() => {
    let current = true;
    promise().then(
      (found) => {
        if (current) value = found;
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  });
  return {
    get value() {
      return value;
    },
  };
}
