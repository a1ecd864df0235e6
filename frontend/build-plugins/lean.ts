import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const nodes = '.svelte-kit/generated/client-optimized/nodes';
/** The pages of a desk: it stands on an office line, and most people never open one. */
const desk = /routes\/(staff|clinic|officer|host|admin|data|desk)\//;

/**
 * Keeps the lists of what else to load short, because everybody loads them first: style sheets are named by their
 * content alone, and what a page of a desk imports is found in that page instead of in the list.
 */
export function lean(): Plugin {
  return {
    name: 'alongside-lean',
    config: () => ({ build: { modulePreload: { resolveDependencies: neededEarly } } }),
    outputOptions: (options) => ({
      ...options,
      assetFileNames: short(options.assetFileNames),
      chunkFileNames: short(options.chunkFileNames),
      entryFileNames: short(options.entryFileNames),
    }),
  };
}

/** A style sheet without the name of its source, and no more of a hash than keeps all files apart. */
function short<Names>(names: Names): Names | string {
  if (typeof names !== 'string') return names;
  // The bundler wants seven letters to tell scripts apart.
  return names.replace('assets/[name].[hash]', 'assets/[hash:4]').replaceAll('[hash]', '[hash:7]');
}

/** The scripts to load at the same time as this one, so that nothing is found late. */
function neededEarly(file: string, needed: string[], { hostId }: { hostId: string }): string[] {
  const node = /\/nodes\/(\d+)\./.exec(file)?.[1];
  if (node !== undefined) return desk.test(readFileSync(`${nodes}/${node}.js`, 'utf8')) ? [] : needed;
  // Who asks is there already, and what needs nothing else is asked for at once anyway.
  const others = needed.filter((other) => other !== hostId);
  return others.length > 1 ? others : [];
}
