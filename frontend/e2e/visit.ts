import path from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';
import { expectAccessible, expectHeadingFocused, expectLargeTargets } from './a11y.ts';
import { atPace } from './pace.ts';
import type { Language } from './people.ts';

const locales: Record<Language, string> = { 'zh-Hant': 'zh-HK', en: 'en-HK', 'zh-Hans': 'zh-CN' };

/** A list of 500 rows is drawn in fewer portions. */
const MOST_GROWN = 30;

/** A phone of its own, with a browser in the given language. */
export async function phone(browser: Browser, language: Language = 'zh-Hant'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
    locale: locales[language],
  });
  return atPace(await context.newPage());
}

/** A desk of its own, with a browser in the given language. */
export async function desk(browser: Browser, language: Language = 'zh-Hant'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    locale: locales[language],
  });
  return atPace(await context.newPage());
}

/** The page came up: the focus is on its heading and axe finds nothing. Leaves a picture of it in `screenshots/`. */
export async function expectArrived(page: Page, heading: string, picture: string) {
  await expectHeadingFocused(page, heading);
  await expectSound(page, picture);
}

/** Axe finds nothing on the page as it stands, and a finger meets everything. Leaves a picture of it in `screenshots/`. */
export async function expectSound(page: Page, picture: string) {
  await expect(page.locator('main .skeleton')).toHaveCount(0);
  await page.screenshot({ path: path.join(import.meta.dirname, '../../screenshots', `${picture}.png`) });
  await expectSoundThroughout(page);
}

/** Axe finds nothing from the top of the page to its end, and a finger meets everything. */
export async function expectSoundThroughout(page: Page) {
  const window = page.viewportSize();
  // Of a page that grew while it was looked at, the next look decides.
  for (let look = 1, grown = true; grown; look++) {
    const height = window ? await growWithPage(page, window) : 0;
    const wrong = await expectAccessible(page)
      .then(() => expectLargeTargets(page))
      .catch((thrown: unknown) => thrown);
    grown = look < 3 && window !== null && (await extentOf(page)).height > height;
    if (wrong && !grown) throw wrong as Error;
  }
  if (window) await page.setViewportSize(window);
}

/**
 * Nothing of the page has changed for half a second. Whether requests are under way is not asked: where a story answers for
 * the server, the browser's driver now and then never hears of the end of one.
 */
export async function expectQuiet(page: Page) {
  await page.evaluate(
    () =>
      new Promise<void>((settled) => {
        let quiet = setTimeout(over, 500);
        // What goes on changing, such as a clock, is looked at as it stands.
        const longest = setTimeout(over, 5000);
        const changes = new MutationObserver(() => {
          clearTimeout(quiet);
          quiet = setTimeout(over, 500);
        });
        changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        function over() {
          changes.disconnect();
          clearTimeout(quiet);
          clearTimeout(longest);
          settled();
        }
      }),
  );
}

/** The browser has drawn the page anew, and told what came of it. */
export async function expectDrawn(page: Page) {
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

const extentOf = (page: Page) =>
  page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    elements: document.getElementsByTagName('*').length,
  }));

/**
 * What is scrolled under a bar at the foot counts as too small to press, so the window becomes as high as the page, which
 * may still grow meanwhile. What grows without anything new on it grows with its window and never ends to. Gives the
 * height that the page has in the end.
 */
async function growWithPage(page: Page, { width, height: least }: { width: number; height: number }) {
  let extent = await extentOf(page);
  for (let shown = least, times = 0; extent.height > shown && times < MOST_GROWN; times++) {
    shown = extent.height;
    await page.setViewportSize({ width, height: shown });
    // The bar at the foot goes along with the next frame; before it, it still lies over what is looked at.
    await expectDrawn(page);
    const before = extent.elements;
    extent = await extentOf(page);
    if (extent.elements === before) break;
  }
  return extent.height;
}
