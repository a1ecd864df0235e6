import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { icons } from './build-plugins/icons.ts';
import { trails } from './build-plugins/trails.ts';

export default defineConfig({
  plugins: [sveltekit(), icons(), trails()],
  // The server of `cargo run` answers the API while the pages are served by Vite.
  server: { host: '127.0.0.1', proxy: { '/api': process.env.ALONGSIDE_SERVER ?? 'http://127.0.0.1:8080' } },
  test: { include: ['{src,build-plugins}/**/*.test.ts'] },
});
