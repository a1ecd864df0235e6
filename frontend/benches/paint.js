// Part of `make bench`: when a phone on slow 3G paints what a page is read for, in milliseconds, cold and on a repeat visit.
import { chromium, devices } from '@playwright/test';

const server = process.env.ALONGSIDE_URL;
const RUNS = 5;
/** 400 kbit/s each way, 400 ms for every answer. */
const slow3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
/** A cheap phone computes a quarter as fast as this machine. */
const SLOWER = 4;

/** The pages, what of them is useful, and the most that it may take. */
const pages = [
  { name: 'first page', path: '/', useful: 'main h1', cold: '≤ 2,000 ms', again: '≤ 1,000 ms' },
  {
    name: 'openings',
    path: '/openings',
    useful: 'main article a',
    cold: '≤ 3,000 ms',
    again: '',
  },
];
const languages = { 'zh-Hant': 'zh-HK', en: 'en-HK' };

/** Notes the first frame after which the element was on show. */
function watch(useful) {
  const look = () => {
    const found = document.querySelector(useful);
    const shown = found?.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!shown || found.textContent.trim() === '') return requestAnimationFrame(look);
    // The frame that is about to be drawn is on the screen when the next task begins.
    requestAnimationFrame(() => setTimeout(() => (window.usefulAt = performance.now())));
  };
  requestAnimationFrame(look);
}

async function visit(page, path) {
  await page.goto(server + path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.usefulAt !== undefined, undefined, { timeout: 60_000 });
  return page.evaluate(() => window.usefulAt);
}

/** One phone: a cold visit, then, when the device has kept what it keeps, another. */
async function measure(browser, { path, useful }, locale) {
  const context = await browser.newContext({ ...devices['Pixel 5'], locale, timezoneId: 'Asia/Hong_Kong' });
  const page = await context.newPage();
  await page.addInitScript(watch, useful);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow3G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const cold = await visit(page, path);
  await page.evaluate(() => navigator.serviceWorker.ready.then((kept) => kept.active?.state));
  await page.waitForLoadState('networkidle');
  const again = await visit(page, path);
  await context.close();
  return { cold, again };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const inMs = (value) => `${Math.round(value).toLocaleString('en')} ms`;

/** A row as the other tables of `make bench` have it. */
function row(what, measured, target) {
  process.stdout.write(`${what.padEnd(52)} ${measured.padStart(16)} ${''.padStart(12)}  ${target}\n`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
for (const page of pages) {
  for (const [language, locale] of Object.entries(languages)) {
    const found = [];
    for (let run = 0; run < RUNS; run += 1) found.push(await measure(browser, page, locale));
    row(`slow 3G: ${page.name}, ${language}, cold`, inMs(median(found.map(({ cold }) => cold))), page.cold);
    row(
      `slow 3G: ${page.name}, ${language}, again`,
      inMs(median(found.map(({ again }) => again))),
      page.again,
    );
  }
}
await browser.close();
