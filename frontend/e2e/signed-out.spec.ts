import { expect, test, type Page } from './story.ts';
import { endSignIns, newMember, signIn } from './people.ts';
import { expectSound, phone } from './visit.ts';

test('a sign-in that ends while somebody writes is asked for over the page, which goes on', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '阿明', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await writeName(page, '明仔');
  await endSignIns(request, member);
  await page.getByRole('button', { name: '儲存' }).tap();

  const sheet = page.getByRole('dialog', { name: '請再登入以繼續' });
  await expect(sheet).toContainText(member.address);
  await expectSound(page, 'signed-out-1-asked');
  await sheet.getByRole('button', { name: '暫時不要' }).tap();
  await expect(page.getByRole('alert')).toContainText('你已登出');
  await expect(page.getByLabel('怎樣稱呼你？')).toHaveValue('明仔');

  await page.getByRole('button', { name: '儲存' }).tap();
  await sheet.getByLabel('密碼', { exact: true }).fill('not the right password');
  await sheet.getByRole('button', { name: '繼續' }).tap();
  await expect(sheet.getByRole('alert')).toContainText('電郵或密碼不正確');
  await sheet.getByLabel('密碼', { exact: true }).fill(member.password);
  await sheet.getByRole('button', { name: '繼續' }).tap();
  await expect(page.getByRole('status').filter({ hasText: '稱呼已儲存' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('明仔');
});

test('a page goes on by itself once another tab has signed in again', async ({ browser, request }) => {
  const member = await newMember(request, '阿明', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await writeName(page, '明仔');
  await endSignIns(request, member);
  await page.getByRole('button', { name: '儲存' }).tap();
  await expect(page.getByRole('dialog')).toBeVisible();
  const other = await page.context().newPage();
  await signIn(other, member);
  await expect(other).toHaveURL('/my');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('明仔');
});

test('a page closes, and says so, when somebody else signs in on the same browser', async ({
  browser,
  request,
}) => {
  const [member, next] = await Promise.all([
    newMember(request, '阿明', 'no'),
    newMember(request, '小美', 'no'),
  ]);
  const page = await phone(browser);
  await signIn(page, member);
  await writeName(page, '明仔');
  const other = await page.context().newPage();
  await signIn(other, next);
  await expect(other).toHaveURL('/my');
  await expect(page.getByText('這部裝置已登入另一個帳戶')).toBeVisible();
  await expect(page.getByText(member.address)).toHaveCount(0);
});

test('whoever signs out while something is written is told and chooses, and another tab says why it left', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '阿明', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await writeName(page, '明仔');
  await expect(page.getByText('已保存在這部裝置')).toBeVisible();
  const other = await page.context().newPage();
  await other.goto('/my/profile');
  const out = other.getByRole('button', { name: '登出', exact: true });
  await out.tap();
  const sheet = other.getByRole('dialog', { name: '登出，會丟掉未送出的內容' });
  await expect(sheet.getByRole('link')).toHaveAttribute('href', '/my/profile');
  await expectSound(other, 'signed-out-2-drafts');
  await sheet.getByRole('button', { name: '先不登出' }).tap();
  await expect(page.getByLabel('怎樣稱呼你？')).toHaveValue('明仔');
  await out.tap();
  await sheet.getByRole('button', { name: '登出並丟掉' }).tap();
  await expect(other).toHaveURL('/');
  await expect(page.getByText('你已在另一個分頁登出，並丟掉了未送出的內容。')).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

/** Opens the form for the own name, and writes without saving. */
async function writeName(page: Page, name: string) {
  await expect(page).toHaveURL('/my');
  await page.goto('/my/profile');
  await page.getByRole('button', { name: '更改稱呼' }).tap();
  await page.getByLabel('怎樣稱呼你？').fill(name);
}
