import { expect, type Page } from '@playwright/test';
import { expectSound } from './visit.ts';

/**
 * Everything that is wrong is said at once: on top, where the focus is, in the order of the page, and beside each field in
 * the same words. Each line leads to its field. Leaves a picture of it in `screenshots/`.
 */
export async function expectFaults(page: Page, faults: Record<string, string | RegExp>, picture: string) {
  const summary = page.getByRole('alert').filter({ has: page.getByRole('link') });
  await expect(summary).toBeFocused();
  const links = summary.getByRole('listitem').getByRole('link');
  const found = Object.entries(faults);
  await expect(links).toHaveCount(found.length);
  await expectSound(page, picture);
  for (const [at, [field, words]] of found.entries()) {
    const error = page.locator(`[id="${field}-error"]`);
    await expect(error, field).toHaveText(words);
    const said = (await error.innerText()).trim();
    await expect(links.nth(at), field).toContainText(said);
    expect((await links.nth(at).innerText()).trim(), `${field} is not named`).not.toBe(said);
    // By keyboard: two quick presses at one place count as one.
    await links.nth(at).press('Enter');
    const inside = page
      .locator(`[id="${field}"]`)
      .locator('xpath=descendant-or-self::*')
      .and(page.locator(':focus'));
    await expect(inside, `the line of ${field} does not lead to it`).toHaveCount(1);
  }
}
