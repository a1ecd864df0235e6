import adapter from '@sveltejs/adapter-static';

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
