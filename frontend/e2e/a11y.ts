import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Nothing that axe knows of WCAG 2.2 A and AA stands in the way on this page. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
  expect(found, `on ${page.url()}`).toEqual([]);
}

/** The page's heading has the focus: where screen readers go on after a change of page. */
export async function expectHeadingFocused(page: Page, heading: string | RegExp) {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused();
}

/** The page does not scroll sideways. */
export async function expectNoSidewaysScroll(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0);
}

/** No text of the page's content stands beyond the box it is in, over its neighbour. */
export async function expectNothingOverprinted(page: Page) {
  const over = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(p, h1, h2, h3, li, dt, dd, button, article > *)')]
      .filter((box) => getComputedStyle(box).overflowX === 'visible' && !box.closest('.unseen'))
      .filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName} ${box.textContent.trim().slice(0, 40)}`),
  );
  expect(over, `on ${page.url()}`).toEqual([]);
}
