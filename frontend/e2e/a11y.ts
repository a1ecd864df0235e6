import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

/** What axe is asked for, without fetching style sheets a second time, which takes it most of its time. */
const asked: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
  preload: false,
};

/** Nothing that axe knows of WCAG 2.2 A and AA stands in the way on this page. */
export async function expectAccessible(page: Page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  let found = await look(page);
  // Axe looks more than once: of a page that changed meanwhile it tells what never stood there.
  for (let again = 0; again < 2 && found.changed && found.wrong.length > 0; again += 1)
    found = await look(page);
  expect(found.wrong, `on ${page.url()}`).toEqual([]);
}

function look(page: Page): Promise<{ wrong: string[]; changed: boolean }> {
  return page.evaluate(async (asked) => {
    let changed = false;
    const changes = new MutationObserver(() => (changed = true));
    changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    const { violations } = await axe.run(asked);
    changes.disconnect();
    const wrong = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
    return { wrong, changed };
  }, asked);
}

/** The page's heading has the focus: where screen readers go on after a change of page. */
export async function expectHeadingFocused(page: Page, heading: string | RegExp) {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused();
}

/** The page does not scroll sideways. */
export async function expectNoSidewaysScroll(page: Page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  // A phone makes its window as wide as the page, so that only the size of the device tells.
  const device = page.viewportSize()?.width ?? (await page.evaluate(() => innerWidth));
  expect(width, `${page.url()} is wider than its window`).toBeLessThanOrEqual(device);
}

/** No text of the page's content stands beyond the box it is in, over its neighbour. */
export async function expectNothingOverprinted(page: Page) {
  const over = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(p, h1, h2, h3, li, dt, dd, button, article > *)')]
      .filter((box) => getComputedStyle(box).overflowX === 'visible' && !box.closest('.unseen'))
      // What reaches to the edge of a phone on purpose is no text beyond its box.
      .filter((box) => ![...box.children].some((part) => parseFloat(getComputedStyle(part).marginRight) < 0))
      // Nor is what joins two boxes into one bar.
      .filter((box) => getComputedStyle(box, '::after').position !== 'absolute')
      .filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName} ${box.textContent.trim().slice(0, 40)}`),
  );
  expect(over, `on ${page.url()}`).toEqual([]);
}

/** With letters of twice the size, as many people set them, everything can still be read and reached. */
export async function expectHoldsLargeText(page: Page) {
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await expectNoSidewaysScroll(page);
  await expectNothingOverprinted(page);
  const found = await page.evaluate(() => {
    const shown = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen'),
    );
    const tell = (element: HTMLElement) =>
      `${element.tagName}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;

    /** What hides a part of the words in it. */
    const cut = shown.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      if (element.clientHeight <= 1 || element.textContent.trim() === '') return false;
      return (
        (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    });

    /** What stays in the window while the page moves below it, and leaves too little of it to read. */
    const inTheWay = shown.filter((element) => {
      const { position } = getComputedStyle(element);
      const stays = position === 'fixed' || position === 'sticky';
      return stays && !element.closest('dialog') && element.offsetHeight > innerHeight / 3;
    });
    return [
      ...cut.map((element) => `cut off: ${tell(element)}`),
      ...inTheWay.map((element) => `in the way: ${tell(element)}`),
    ];
  });
  expect(found, `with large text on ${page.url()}`).toEqual([]);
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
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
