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

/**
 * Whatever can be pressed is as large as a finger: 48 px on phones, 44 at a desk. A link within a sentence may be as high
 * as its line.
 */
export async function expectLargeTargets(page: Page) {
  const small = await page.evaluate(() => {
    const least = innerWidth < 1000 ? 48 : 44;
    const shown = (box: DOMRect) => box.width > 1 && box.height > 1;

    /** What takes the press: the label of a box to tick, the row that a link covers, or the thing itself. */
    function pressed(element: HTMLElement): DOMRect {
      const own = element.getBoundingClientRect();
      const label = (element as HTMLInputElement).labels?.[0]?.getBoundingClientRect();
      if (element.matches('[type="checkbox"], [type="radio"]') && label) {
        return new DOMRect(0, 0, Math.max(own.width, label.width), Math.max(own.height, label.height));
      }
      const cover = getComputedStyle(element, '::after');
      if (cover.content === 'none' || cover.position !== 'absolute' || cover.inset !== '0px') return own;
      let row: HTMLElement | null = element;
      while (row && getComputedStyle(row).position === 'static') row = row.parentElement;
      return row?.getBoundingClientRect() ?? own;
    }

    function inSentence(element: HTMLElement): boolean {
      const around = element.parentElement?.textContent.trim().length ?? 0;
      return getComputedStyle(element).display === 'inline' && around > element.textContent.trim().length + 2;
    }

    return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')]
      .filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen'),
      )
      .filter((element) => !inSentence(element))
      .map((element) => ({ element, box: pressed(element) }))
      .filter(({ box }) => shown(box) && (box.width < least - 0.6 || box.height < least - 0.6))
      .map(({ element, box }) => {
        const name = (element.textContent || element.getAttribute('aria-label') || element.id).trim();
        return `${element.tagName} “${name.slice(0, 24)}” ${Math.round(box.width)} × ${Math.round(box.height)}`;
      });
  });
  expect(small, `on ${page.url()}`).toEqual([]);
}
