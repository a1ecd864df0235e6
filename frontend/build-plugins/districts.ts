import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

interface District {
  code: string;
  name: { en: string; zhHant: string; zhHans: string };
}

/** How the reference data names a language. */
const fields: Record<string, keyof District['name']> = { 'zh-Hant': 'zhHant', en: 'en', 'zh-Hans': 'zhHans' };

/**
 * Gives `virtual:districts/<language>`: the names of the districts by their codes, from the server's own reference data.
 * They come with the texts of the pages that name a district, which need not ask for all places then.
 */
export function districts(): Plugin {
  const prefix = '\0virtual:districts/';
  return {
    name: 'alongside-districts',
    resolveId: (source) => (`\0${source}`.startsWith(prefix) ? `\0${source}` : undefined),
    load(resolved) {
      if (!resolved.startsWith(prefix)) return;
      const field = fields[resolved.slice(prefix.length)];
      if (!field) throw new Error(`there is no language ${resolved.slice(prefix.length)}`);
      const source = new URL('../../refdata/districts.json', import.meta.url);
      const all: District[] = JSON.parse(readFileSync(source, 'utf8')).districts;
      const names = Object.fromEntries(all.map(({ code, name }) => [code, name[field]]));
      return `export const districts = ${JSON.stringify(names)};`;
    },
  };
}
