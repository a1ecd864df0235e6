import { expect, test } from './story.ts';
import { expectHeadingFocused, expectNoSidewaysScroll } from './a11y.ts';
import { signIn, signInAtOnce } from './people.ts';
import { desk, expectSound, phone } from './visit.ts';

test('on a narrow phone a table of the desk stands row by row, each cell after its head', async ({
  browser,
}) => {
  const page = await phone(browser);
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, 'admin');
  await expectHeadingFocused(page, /^(今日|\d+件事等你)/);
  await page.goto('/admin/accounts');
  const row = page.getByRole('row').filter({ hasText: 'officer@demo.alongside.test' });
  await expect(row).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectSound(page, 'desk-1-accounts-phone');
  const cell = row.getByRole('cell', { name: 'officer@demo.alongside.test' });
  const head = await cell.evaluate((node) => getComputedStyle(node, '::before').content);
  expect(head).toBe('"電郵"');
  const box = await cell.boundingBox();
  expect(box?.width).toBeGreaterThan(200);
});

test('where the ways at the side do not fit, it is said that there are more, and they come by a press', async ({
  browser,
}) => {
  const page = await desk(browser);
  await page.setViewportSize({ width: 1280, height: 700 });
  await signIn(page, 'coordinator');
  await expectHeadingFocused(page, /^\d+件事等你/);
  const more = page.getByText('下面還有');
  await expect(more).toBeVisible();
  const last = page.getByRole('navigation', { name: '主要頁面' }).getByRole('link').last();
  await expect(last).not.toBeInViewport();
  await expectSound(page, 'desk-0-more-below');
  await expect(async () => {
    if (await more.isVisible()) await more.click();
    await expect(last).toBeInViewport({ timeout: 500 });
  }).toPass();
  await expect(more).toHaveCount(0);
});

test('in English the next thing stands apart from its words', async ({ browser }) => {
  const page = await desk(browser, 'en');
  await signIn(page, 'coordinator', 'en');
  await expect(page).toHaveURL('/desk');
  await page.goto('/staff/openings');
  const next = page.getByRole('navigation', { name: 'Next' }).getByRole('link').first();
  await expect(next).toHaveText(/^Next: \S/, { useInnerText: true });
});

test('a coordinator finds a mentor by name and by language, and reads whose turn it is', async ({
  browser,
}) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  const side = page.getByRole('navigation', { name: '主要頁面' });
  await expect(side.getByRole('link', { name: /^導師\s*\d+$/ })).toBeVisible();
  await page.goto('/staff/mentors');
  await page.getByLabel('名字或會員編號').fill('bikash');
  await page.getByRole('button', { name: '搜尋' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('row').nth(1)).toContainText('Bikash');
  await expectSound(page, 'desk-2-found');
  await page.getByLabel('名字或會員編號').fill('');
  await page.getByRole('combobox', { name: '語言' }).selectOption({ label: '尼泊爾語' });
  await page.getByRole('button', { name: '搜尋' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('Bikash');
  await page.getByRole('link', { name: '顯示全部' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('由中心職員處理');
});

test('of a long list the first rows are there at once, and a moment later all of it', async ({ browser }) => {
  const page = await desk(browser);
  await page.route('**/api/v1/mentors?*', async (route) => {
    const known = (await (await route.fetch()).json()) as { items: object[] };
    const items = Array.from({ length: 100 }, (_, at) => ({
      ...known.items[at % known.items.length],
      id: `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`,
      preferredName: `第${at + 1}位`,
    }));
    await route.fulfill({ json: { items, next: null } });
  });
  await signIn(page, 'coordinator');
  await expect(page).toHaveURL(/\/desk$/);
  await page.goto('/staff/mentors?state=all');
  await expect(page.getByRole('row')).toHaveCount(101);
  await page.getByRole('link', { name: '第1位', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '第2位', exact: true })).toBeFocused();
  await page.getByRole('link', { name: '第100位', exact: true }).focus();
  await expect(page.getByRole('link', { name: '第100位', exact: true })).toBeInViewport();
});

test('only the step onward is filled, and the page of a mentor never stands empty', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await expect(page).toHaveURL(/\/desk$/);
  // Several stand here, so that no other story takes the last one along.
  await page.goto('/staff/mentors?state=shadowing');
  await expect(page.getByRole('cell', { name: '實習', exact: true }).first()).toBeVisible();
  await page.getByRole('row').nth(1).getByRole('link').click();
  await expect(page.getByRole('button', { name: '改由另一位心理學家' })).toBeVisible();
  for (const filled of await page.locator('main .fill').allTextContents()) expect(filled).toContain('評核');
});

test('staff without a first page of their own are led to where they belong', async ({ browser }) => {
  const page = await phone(browser);
  await signIn(page, 'liaison');
  await expectHeadingFocused(page, '你的桌面');
  await expect(page.getByText('要改你院所的資料，請找中心的統籌主任。')).toBeVisible();
  await expectSound(page, 'desk-liaison');
  await page.goto('/my');
  await expect(page).toHaveURL(/\/desk$/);
});

test('whoever comes to the end of the ways at the side finds them where they were', async ({ browser }) => {
  const page = await desk(browser);
  await signInAtOnce(page, 'coordinator');
  await page.goto('/desk');
  await expect(page.getByRole('button', { name: '下面還有', includeHidden: true })).toBeVisible();
  const ways = page.getByRole('navigation', { name: '主要頁面' });
  // What the end changes is there a moment later.
  const moved = await ways.evaluate(async (list) => {
    const last = [...list.querySelectorAll('a')].at(-1)!;
    list.scrollTop = list.scrollHeight;
    const before = last.getBoundingClientRect().top;
    await new Promise((over) => list.addEventListener('scroll', over, { once: true }));
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    return last.getBoundingClientRect().top - before;
  });
  expect(moved).toBe(0);
  await expect(page.getByRole('button', { name: '下面還有', includeHidden: true })).toHaveCount(0);
});
