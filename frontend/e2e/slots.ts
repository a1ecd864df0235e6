import { expect, type Locator, type Page } from '@playwright/test';

/**
 * The link to the first slot of a title, looked for week by week. Not in the first week: within a day of its start a
 * slot can neither wait for an officer nor be given back.
 */
export async function findSlot(
  page: Page,
  title: string,
  later: string,
  press: (button: Locator) => Promise<void> = (button) => button.click(),
): Promise<Locator> {
  const link = page.getByRole('link', { name: title, exact: true }).first();
  const further = page.getByRole('button', { name: later }).first();
  for (let week = 0; week < 5; week += 1) {
    await expect(further).toBeVisible();
    if (week > 0 && (await link.isVisible())) break;
    const loaded = page.waitForResponse(/\/api\/v1\/slots\?/);
    await press(further);
    await loaded;
    // The answer is there before the page is.
    await expect(page.locator('main .skeleton')).toHaveCount(0);
  }
  return link;
}
