import { expect, test } from './story.ts';
import { expectAccessible, expectHeadingFocused } from './a11y.ts';
import { linkTo } from './letters.ts';
import { approveInvitation, fillInvitation, newMember, signIn } from './people.ts';

test('somebody signs up on a phone, opens the letter, and only the button confirms', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const address = `ka-wai-${Date.now()}@example.test`;
  await page.goto('/join');
  await page.getByLabel('怎樣稱呼你？').fill('家偉');
  await page.getByLabel('電郵').fill(address);
  await page.getByLabel('密碼', { exact: true }).fill('short');
  await page.getByRole('radio', { name: '不想說' }).check();
  await page.getByRole('checkbox', { name: '我已閱讀這份聲明' }).check();
  await page.getByRole('button', { name: '建立帳戶' }).click();
  await expect(page.getByRole('alert')).toContainText('密碼：最少15個字元');
  await page.getByLabel('密碼', { exact: true }).fill('four plain words walking');
  await page.getByRole('button', { name: '建立帳戶' }).click();
  await expectHeadingFocused(page, '請查看電郵');
  await expectAccessible(page);

  await page.goto(await linkTo(address));
  await expect(page.getByRole('heading', { level: 1, name: '確認電郵地址' })).toBeVisible();
  await page.getByRole('button', { name: '確認' }).click();
  await expectHeadingFocused(page, '登入');
  await page.getByLabel('電郵').fill(address);
  await page.getByLabel('密碼', { exact: true }).fill('four plain words walking');
  await page.getByRole('button', { name: '登入', exact: true }).click();
  await expect(page).toHaveURL('/my');
});

test('a member sees where they are signed in, and ends another device', async ({
  page,
  browser,
  request,
}) => {
  const member = await newMember(request, '兩部裝置', 'no');
  await signIn(page, member);
  await expect(page).toHaveURL('/my');
  const other = await (await browser.newContext()).newPage();
  await signIn(other, member);
  await expect(other).toHaveURL('/my');

  await page.goto('/my/profile');
  const rows = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /登出/ }) });
  await expect(rows.first()).toBeVisible();
  const before = await rows.count();
  await rows.first().getByRole('button', { name: /登出/ }).click();
  await expect(page.getByRole('status').filter({ hasText: '已登出該裝置' })).toBeVisible();
  await expect(rows).toHaveCount(before - 1);
  await expectAccessible(page);
});

test('two tabs of one browser renew at once and both stay signed in', async ({ browser }) => {
  const context = await browser.newContext();
  const first = await context.newPage();
  await signIn(first, 'mentor');
  await expect(first).toHaveURL('/my');
  const second = await context.newPage();
  await Promise.all([first.goto('/my/profile'), second.goto('/my/profile')]);
  await Promise.all([first.reload(), second.reload()]);
  for (const page of [first, second])
    await expect(page.getByText('mentor@demo.alongside.test')).toBeVisible();
});

test('signing out leaves nothing behind', async ({ page, context }) => {
  await signIn(page, 'host');
  await expect(page).toHaveURL('/desk');
  await page.goto('/my/profile');
  await page.getByRole('button', { name: '登出', exact: true }).last().click();
  await expect(page).toHaveURL('/');
  await page.goto('/my/profile');
  await expect(page).toHaveURL(/sign-in/);
  const kept = (await context.cookies()).map(({ name }) => name);
  expect(kept.filter((name) => name === '__Host-rt' || name === 'visited')).toEqual([]);
});

test('an administrator invites a colleague, who accepts by the letter', async ({ page, browser }) => {
  const address = `colleague-${Date.now()}@example.test`;
  await fillInvitation(page, address);
  await page.getByRole('button', { name: '提出邀請' }).click();
  await expect(page.getByRole('row', { name: new RegExp(address) })).toContainText('等人批准');
  await expect(page.getByRole('row', { name: new RegExp(address) })).toContainText(
    '由另一位管理員或私隱主任批准',
  );
  await expectAccessible(page);

  // Another person says the second word, and only then is there a letter.
  const second = await (await browser.newContext()).newPage();
  await approveInvitation(second, address);
  await expectAccessible(second);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(await linkTo(address));
  await guest.getByLabel('怎樣稱呼你？').fill('可兒');
  await guest.getByLabel('密碼', { exact: true }).fill('another four plain words');
  await guest.getByRole('button', { name: '接受邀請' }).click();
  await expectHeadingFocused(guest, '登入');
});

test('a page of another role says so, in words', async ({ page }) => {
  await signIn(page, 'supervisee');
  await expect(page).toHaveURL('/my');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1, name: '這一頁不屬於你的帳戶' })).toBeVisible();
});
