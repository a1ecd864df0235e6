import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import adapter from '@sveltejs/adapter-static';

const here = import.meta.dirname;

/** The same source is the same version, whoever builds it and when, so its files keep their names and their weight. */
function versionOfSource() {
  const hash = createHash('sha256');
  for (const folder of ['src', 'static', 'build-plugins']) {
    const files = readdirSync(path.join(here, folder), { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
    for (const file of paths.sort()) hash.update(path.relative(here, file)).update(readFileSync(file));
  }
  for (const file of ['package-lock.json', 'svelte.config.js', 'vite.config.ts'])
    hash.update(readFileSync(path.join(here, file)));
  return hash.digest('hex').slice(0, 12);
}

/** @type {import('@sveltejs/kit').Config} */
export default {
  // Without it a component that happens to use no rune brings along how Svelte worked before it had them.
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ fallback: '200.html', precompress: true }),
    // Every public page that is written beforehand, in every language: see `src/hooks.server.ts`.
    prerender: {
      crawl: false,
      entries: ['/', '/en', '/zh-Hans', '/openings', '/en/openings', '/zh-Hans/openings'],
    },
    paths: { relative: false },
    version: { name: versionOfSource() },
    // What the first paint needs comes with the page.
    inlineStyleThreshold: 10_000,
    alias: { '#lib': 'src/lib' },
    typescript: {
      config: (config) => ({
        ...config,
        include: [...config.include, '../architecture/**/*.ts', '../build-plugins/**/*.ts', '../e2e/**/*.ts'],
      }),
    },
  },
};
