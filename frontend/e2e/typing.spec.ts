import { expect, test, type Page } from './story.ts';
import { codeOf, newMember, signIn } from './people.ts';
import { desk, expectSound, phone } from './visit.ts';

/** What an input method shows while it is at work, not yet taken. */
async function composes(page: Page, text: string) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });
  return async (taken: string) => devtools.send('Input.insertText', { text: taken });
}

const wide = (code: string) =>
  [...code].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join('');

test('a code is found as an input method writes it, and never before it is taken', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '嘉欣', 'no');
  const code = await codeOf(request, member);
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await expect(page).toHaveURL(/\/desk$/);
  await page.goto('/staff/people');
  let sent = 0;
  page.on('request', (asked) => {
    if (asked.url().endsWith('/people/lookup')) sent += 1;
  });
  const field = page.getByLabel('會員編號');
  await field.focus();
  const take = await composes(page, wide(code));
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(wide(code));
  expect(sent).toBe(0);
  await take(wide(code));
  await expect(field).toHaveValue(code);
  await page.keyboard.press('Enter');
  await expect(page.getByText('嘉欣').first()).toBeVisible();
  expect(sent).toBe(1);
});

test('a shift over midnight says so while it is written, and keeps what is not changed', async ({
  browser,
}) => {
  const page = await phone(browser);
  await signIn(page, 'host');
  await expect(page).toHaveURL(/\/desk$/);
  await page.goto('/host/openings');
  await page.getByRole('main').getByRole('link', { name: '陪老友記食午飯' }).tap();
  await page.getByRole('button', { name: '新增時段' }).first().tap();
  const sheet = page.getByRole('dialog');
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await sheet.getByLabel('日期').fill(day);
  await sheet.getByLabel('由', { exact: true }).fill('22:00');
  await sheet.getByLabel('至', { exact: true }).fill('02:00');
  // The parts of a time are held together by a sign that nobody sees.
  await expect(sheet.getByText(/至翌.?日.*4小時/)).toBeVisible();
  await sheet.getByLabel('名額').fill('５００0');
  await sheet
    .getByLabel(/^集合地點/)
    .first()
    .fill('東門');
  await sheet.getByRole('button', { name: '新增時段' }).tap();
  await expect(sheet.getByText('要在1至500之間').first()).toBeVisible();
  await sheet.getByLabel('名額').fill('１２');
  await expectSound(page, 'typing-1-overnight');
  await sheet.getByRole('button', { name: '新增時段' }).tap();
  await expect(sheet).toHaveCount(0);
  const row = page
    .getByRole('listitem')
    .filter({ hasText: /翌.?日/ })
    .last();
  await expect(row).toContainText('12');
  await expectSound(page, 'typing-2-slots');
});
