import type { Locator, Page } from '@playwright/test';
import { NEAR, SOON } from '../src/lib/shell/presses.ts';

type Press = 'click' | 'tap';
type Place = [x: number, y: number];
type Pressed = Window & { pressed?: Place };

/** When each page was pressed last, in milliseconds. */
const last = new WeakMap<Page, number>();
let isSet = false;

/**
 * Presses of a story come at the pace of people. A faster one at the same place is the second of a double press, which
 * the site lets do nothing (see `presses.ts`).
 */
export async function atPace(page: Page): Promise<Page> {
  await page.addInitScript(() =>
    addEventListener('pointerdown', (at) => ((window as Pressed).pressed = [at.clientX, at.clientY]), true),
  );
  if (!isSet) for (const press of ['click', 'tap'] as const) slow(page, press);
  isSet = true;
  return page;
}

/** Lets a press wait where the one before was as near and as soon as those of a double press. */
function slow(page: Page, press: Press) {
  const locators = Object.getPrototypeOf(page.locator('body')) as Locator;
  const own = locators[press];
  locators[press] = async function (this: Locator, ...how) {
    const left = SOON - (Date.now() - (last.get(this.page()) ?? 0));
    if (left > 0 && (await isNear(this))) await new Promise((over) => setTimeout(over, left));
    await own.apply(this, how);
    last.set(this.page(), Date.now());
  };
}

async function isNear(control: Locator): Promise<boolean> {
  const box = await control.boundingBox();
  const pressed = await control.page().evaluate(() => (window as Pressed).pressed);
  if (!box || !pressed) return false;
  return Math.hypot(box.x + box.width / 2 - pressed[0], box.y + box.height / 2 - pressed[1]) < NEAR;
}
