import { expect, test } from './story.ts';
import { expectAccessible, expectHeadingFocused, expectNoSidewaysScroll } from './a11y.ts';
import { signIn } from './people.ts';

const pages = [
  '/',
  '/how-it-works',
  '/how-matching-works',
  '/sign-in',
  '/join',
  '/forgot',
  '/verify?token=x',
  '/privacy',
  '/accessibility',
  '/nowhere',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the public pages are accessible, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    for (const path of pages) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectAccessible(page);
    }
  });
}

for (const width of [320, 390]) {
  test(`the public pages fit a window of ${width} pixels`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width, height: 700 } });
    const page = await context.newPage();
    for (const path of pages) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });
}

test('for somebody who asked for less motion nothing comes by degrees', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // A transition of one millisecond is still one: until the next frame the page tells of what was there before.
  const takesTime = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) =>
        getComputedStyle(element)
          .transitionDuration.split(', ')
          .some((time) => time !== '0s'),
      )
      .map(({ tagName, className }) => `${tagName}.${String(className)}`),
  );
  expect(takesTime).toEqual([]);
});

test('the language follows the switch at once and is kept', async ({ page }) => {
  await page.goto('/sign-in');
  await expectLanguage('zh-Hant-HK', '登入');
  await page.getByRole('button', { name: 'English' }).first().click();
  await expectLanguage('en', 'Sign in');
  await page.reload();
  await expectLanguage('en', 'Sign in');
  await page.getByRole('button', { name: '简体中文' }).first().click();
  await expectLanguage('zh-Hans-HK', '登录');

  async function expectLanguage(tag: string, heading: string) {
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', tag);
  }
});

test('after a change of page the focus is on its heading', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: '忘記密碼' }).click();
  await expectHeadingFocused(page, '忘記密碼');
  await page.goBack();
  await expectHeadingFocused(page, '登入');
  await expect(page).toHaveTitle('登入 · 同行');
});

test('a wrong password says so without telling whether there is an account', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: '登入', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('電郵：請填寫這一項');
  await page.getByRole('link', { name: '電郵：請填寫這一項' }).click();
  await expect(page.getByLabel('電郵')).toBeFocused();
  await page.getByLabel('電郵').fill('nobody@example.test');
  await page.getByLabel('密碼', { exact: true }).fill('not the right one at all');
  await page.getByRole('button', { name: '登入', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('電郵或密碼不正確');
  await expect(page.getByRole('alert')).toBeFocused();
});

test('nothing is asked of any other host, and the policy of the server is kept', async ({
  page,
  baseURL,
}) => {
  const strangers: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL!) && !request.url().startsWith('data:'))
      strangers.push(request.url());
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  for (const path of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(strangers).toEqual([]);
  expect(complaints).toEqual([]);
});

test('without network the page says so, and comes by itself when the network is back', async ({
  page,
  context,
}) => {
  await page.goto('/');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await signIn(page, 'supervisee');
  await expect(page).toHaveURL(/\/my$/);
  // What they may book is in no copy on the device.
  await page.goto('/my/slots');
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/^沒有網絡。/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(0);
  await context.setOffline(false);
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await expect(page.getByText(/^沒有網絡/)).toHaveCount(0);
  expect(thrown).toEqual([]);
});

test('signed out, a member’s page leads to sign-in and remembers the way', async ({ page }) => {
  await page.goto('/my/profile');
  await expect(page).toHaveURL('/sign-in?next=%2Fmy%2Fprofile');
});
