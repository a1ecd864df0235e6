import { defineConfig } from '@playwright/test';

/** The server, its letters and the browser come from the script that starts them: `scripts/e2e`. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A browser on a busy machine may miss a beat; a test that needed a second try is named as flaky in the report.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  // Where two browsers, a server and its hashing share two cores, a page may take its time.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    baseURL: process.env.ALONGSIDE_URL,
    locale: 'zh-HK',
    timezoneId: 'Asia/Hong_Kong',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] },
  },
});
