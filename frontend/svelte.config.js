import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  // Without it a component that happens to use no rune brings along how Svelte worked before it had them.
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ fallback: '200.html', precompress: true }),
    alias: { '#lib': 'src/lib' },
    typescript: {
      config: (config) => ({
        ...config,
        include: [...config.include, '../architecture/**/*.ts', '../build-plugins/**/*.ts', '../e2e/**/*.ts'],
      }),
    },
  },
};
