import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { districts } from './build-plugins/districts.ts';
import { icons } from './build-plugins/icons.ts';
import { lean } from './build-plugins/lean.ts';
import { processing } from './build-plugins/processing.ts';
import { trails } from './build-plugins/trails.ts';

const frame = new RegExp(
  [
    'src/lib/api/(account.svelte|client|problem|request|sign-in).ts',
    'src/lib/base/(as-of.svelte|choices|heading|sign-in-from).ts',
    'src/lib/i18n/(bound|index.svelte|language|params|says|time).ts',
    'src/lib/shell/(guard|help.svelte|language-switch|later|settled.svelte|site.svelte|tabs|ways).ts',
    'src/lib/shell/(DemoStrip|Failed|Footer|Header|Help|LanguageSwitch|OfflineBar|PublicFrame|Tabs|Title).svelte',
    'src/lib/ui/(Awaited|Button|Icon|Notice|Reasons|Skeleton|StepRow|Wordmark).svelte',
    'virtual:icons',
    'rolldown/runtime',
  ].join('|'),
);
/** The rows of a list by days: slots and bookings. */
const rows = /src\/lib\/ui\/(by-day\.ts|(DayHead|SlotRow)\.svelte)/;
/** What long lists of every kind come by. */
const portions = /src\/lib\/ui\/portions\.svelte\.ts/;
/** What both lists of slots are made of. */
const browser =
  /src\/lib\/(slots\/((days|fetch|wanted)\.ts|(Filters|SlotBrowser|SlotDays)\.svelte)|ui\/(ChipRow|WeekStrip)\.svelte)/;
/** What every form of several fields finds wrong by itself. */
const faults = /src\/lib\/(api\/faults|base\/(days|lengths|numbers))\.ts/;

export default defineConfig({
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs travels together: many small files compress worse and wait longer on a phone.
          groups: [
            { name: 'frame', test: frame },
            { name: 'calendar', test: 'src/lib/i18n/calendar.ts' },
            { name: 'portions', test: portions },
            { name: 'rows', test: rows },
            { name: 'verdict', test: 'src/lib/slots/verdict.ts' },
            { name: 'browser', test: browser },
            { name: 'faults', test: faults },
          ],
        },
      },
    },
  },
  plugins: [sveltekit(), icons(), trails(), districts(), processing(), lean()],
  // The server of `cargo run` answers the API while the pages are served by Vite.
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env.ALONGSIDE_SERVER ?? 'http://127.0.0.1:8080' },
    // What is kept for what is the server's own list, which the page about privacy shows.
    fs: { allow: ['../refdata'] },
  },
  // A busy machine is no failure: the slowest test reads the whole description of the API.
  test: { include: ['{src,build-plugins,architecture}/**/*.test.ts'], testTimeout: 60_000 },
});
