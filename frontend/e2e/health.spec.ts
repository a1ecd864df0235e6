import { expect, test } from './story.ts';
import { expectHoldsLargeText, expectLargeTargets, expectNoSidewaysScroll } from './a11y.ts';
import { signIn } from './people.ts';
import { desk, expectSound, phone } from './visit.ts';

test('an administrator reads how the installation stands, in words and signs', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'admin');
  await page.getByRole('link', { name: '系統狀況' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '系統狀況' })).toBeVisible();
  const rows = page.getByRole('main').getByRole('listitem');
  await expect(rows).toHaveCount(8);
  const backups = rows.filter({ has: page.getByRole('heading', { name: '備份' }) });
  await expect(backups).toContainText('要留意');
  await expect(backups).toContainText('伺服器沒有自動備份');
  await expect(rows.filter({ has: page.getByRole('heading', { name: '程式' }) })).toContainText('正常');
  // What is to be done stands above what is well.
  await expect(rows.last()).toContainText('正常');
  await expectSound(page, 'health-1-desk');
  const asked = page.waitForResponse((answer) => answer.url().endsWith('/health-of-installation'));
  await page.getByRole('button', { name: '看最新' }).click();
  expect((await asked).status()).toBe(200);
});

test('the health of the installation can be read on a phone, in large letters, and without a network', async ({
  browser,
}) => {
  const page = await phone(browser);
  await signIn(page, 'admin');
  await page.goto('/admin/health');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(8);
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  await expectHoldsLargeText(page);
  await expectSound(page, 'health-2-phone');
  await page.route('**/api/v1/health-of-installation', (route) => route.abort());
  await page.getByRole('button', { name: '看最新' }).click();
  await expect(page.getByRole('button', { name: '再試' })).toBeVisible();
  await expectSound(page, 'health-3-offline');
});

test('it reads as well in English, on a desk and on a phone', async ({ browser }) => {
  for (const [width, open] of Object.entries({ desk, phone })) {
    const page = await open(browser, 'en');
    await signIn(page, 'admin', 'en');
    await page.goto('/admin/health');
    const heading = page.getByRole('heading', { level: 1, name: 'Health of this installation' });
    await expect(heading).toBeVisible();
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(8);
    await expectNoSidewaysScroll(page);
    await expectSound(page, `health-4-${width}-en`);
  }
});

test('nobody else is shown it', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await expect(page.getByRole('link', { name: '系統狀況' })).toHaveCount(0);
});
