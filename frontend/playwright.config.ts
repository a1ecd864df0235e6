import { defineConfig } from '@playwright/test';

/** The server, its letters and the browser come from the script that starts them: `scripts/e2e`. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  // Where two browsers, a server and its hashing share two cores, a page may take its time.
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./e2e/at-the-end.ts']],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    baseURL: process.env.ALONGSIDE_URL,
    locale: 'zh-HK',
    timezoneId: 'Asia/Hong_Kong',
    launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] },
  },
});
