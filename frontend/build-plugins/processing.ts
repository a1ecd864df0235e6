import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const file = fileURLToPath(new URL('../../refdata/processing.json', import.meta.url));

/**
 * Gives `virtual:processing`: the address of the server's own register of what is kept for what. It is a file beside the
 * pages, fetched by the page that shows it, so that it weighs on no other.
 */
export function processing(): Plugin {
  const source = 'virtual:processing';
  return {
    name: 'alongside-processing',
    resolveId: (asked) => (asked === source ? `\0${source}` : undefined),
    load: (resolved) =>
      resolved === `\0${source}`
        ? `export { default as address } from ${JSON.stringify(`${file}?url`)};`
        : undefined,
  };
}
