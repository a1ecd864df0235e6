import path from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';
import { expectAccessible, expectHeadingFocused, expectLargeTargets } from './a11y.ts';
import { atPace } from './pace.ts';
import type { Language } from './people.ts';

const locales: Record<Language, string> = { 'zh-Hant': 'zh-HK', en: 'en-HK', 'zh-Hans': 'zh-CN' };

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
  // Of a page that grew while it was looked at, the next look decides; one that grows with its window never ends to.
  for (let look = 1, grown = true; grown; look++) {
    const height = window ? await growWithPage(page, window) : 0;
    const wrong = await expectAccessible(page)
      .then(() => expectLargeTargets(page))
      .catch((thrown: unknown) => thrown);
    grown = look < 3 && window !== null && (await heightOf(page)) > height;
    if (wrong && !grown) throw wrong as Error;
  }
  if (window) await page.setViewportSize(window);
}

const heightOf = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

/**
 * What is scrolled under a bar at the foot counts as too small to press, so the window becomes as high as the page, which
 * may still grow meanwhile. Gives that height.
 */
async function growWithPage(page: Page, { width, height: least }: { width: number; height: number }) {
  for (let shown = least; ;) {
    const height = await heightOf(page);
    if (height <= shown) return shown;
    await page.setViewportSize({ width, height });
    shown = height;
  }
}
