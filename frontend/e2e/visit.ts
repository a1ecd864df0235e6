import path from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';
import { expectAccessible, expectHeadingFocused, expectLargeTargets } from './a11y.ts';
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
  return context.newPage();
}

/** A desk of its own, with a browser in the given language. */
export async function desk(browser: Browser, language: Language = 'zh-Hant'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    locale: locales[language],
  });
  return context.newPage();
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
  const window = page.viewportSize();
  if (window) await growWithPage(page, window);
  await expectAccessible(page);
  await expectLargeTargets(page);
  if (window) await page.setViewportSize(window);
}

/**
 * What is scrolled under a bar at the foot counts as too small to press, so the window becomes as high as the page, which
 * may still grow meanwhile.
 */
export async function growWithPage(page: Page, { width, height: least }: { width: number; height: number }) {
  for (let shown = least; ;) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    if (height <= shown) return;
    await page.setViewportSize({ width, height });
    shown = height;
  }
}
