import { expect, test, type Page } from '@playwright/test';
import { expectHeadingFocused } from './a11y.ts';
import { enter, tabTo, tick, write } from './keys.ts';
import { linkTo } from './letters.ts';
import { codeOf, inSixMonths, newMember, side, signIn, type Member } from './people.ts';
import { desk } from './visit.ts';

// The main job of each role, without a pointer: Tab, Enter, Space, arrows and typing. What is not here is told by keyboard
// where the job is: booking in `book`, deciding a clearance in `today`, approving in `pair`, the week of half-hours in `apply`.

test('somebody signs up, confirms their address and signs in', async ({ browser }) => {
  test.slow();
  const page = await desk(browser);
  const address = `keys-${crypto.randomUUID()}@example.test`;
  const password = 'four plain words walking';
  await page.goto('/join');
  await write(page.getByLabel('怎樣稱呼你？'), '芷晴');
  await write(page.getByLabel('電郵'), address);
  await write(page.getByLabel('密碼', { exact: true }), password);
  const answers = page.getByRole('group', { name: '你現時受監管嗎？' }).getByRole('radio');
  await tick(answers.first());
  await page.keyboard.press('ArrowDown');
  await expect(answers.nth(1)).toBeChecked();
  await tick(page.getByRole('checkbox', { name: '我已閱讀這份聲明' }));
  await enter(page.getByRole('button', { name: '建立帳戶' }));
  await expectHeadingFocused(page, '請查看電郵');

  await page.goto(await linkTo(address));
  await enter(page.getByRole('button', { name: '確認' }));
  await expectHeadingFocused(page, '登入');
  await signInByKeys(page, { address, password });
  await expect(page).toHaveURL('/my');
});

test('a member changes their name and language, and signs another device out', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '阿明', 'no');
  await (await browser.newContext()).newPage().then((other) => signIn(other, member));
  const page = await desk(browser);
  await signInByKeys(page, member);
  await expect(page).toHaveURL('/my');
  await page.goto('/my/profile');
  await enter(page.getByRole('button', { name: '更改稱呼' }));
  await expect(page.getByLabel('怎樣稱呼你？')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('明仔');
  await page.keyboard.press('Enter');
  await expect(page.getByText('明仔', { exact: true }).first()).toBeVisible();
  const devices = page.getByRole('button', { name: /^登出.+/ });
  const before = await devices.count();
  await enter(devices.first());
  await expect(devices).toHaveCount(before - 1);
  await enter(page.getByRole('main').getByRole('button', { name: 'English' }));
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await enter(page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }));
  await expect(page).toHaveURL('/');
});

test('a host drafts an opening, gives it a slot and hands it in', async ({ browser }) => {
  test.slow();
  const page = await desk(browser);
  await signInByKeys(page, 'host');
  await expectHeadingFocused(page, /^(今日|\d+件事等你)/);
  await enter(side(page, '服務機會'));
  await enter(page.getByRole('main').getByRole('link', { name: '新增服務機會' }));
  const title = `鍵盤${Date.now() % 100_000}`;
  await arrow(page, page.getByLabel('服務類別'));
  await arrow(page, page.getByLabel('地區'));
  await write(page.getByLabel('標題'), title);
  await write(page.getByLabel('簡單介紹'), '陪長者下棋。');
  await write(page.getByLabel('參加者會做甚麼'), '下棋，聊天。');
  await enter(page.getByRole('button', { name: '儲存', exact: true }));
  await expectHeadingFocused(page, title);
  await enter(page.getByRole('button', { name: '新增時段' }));
  const sheet = page.getByRole('dialog');
  const [year, month, day] = inSixMonths().split('-');
  await write(sheet.getByLabel('日期'), `${month}${day}${year}`);
  await write(sheet.getByLabel('由', { exact: true }), '0230PM');
  await write(sheet.getByLabel('至', { exact: true }), '0430PM');
  await write(sheet.getByLabel('名額'), '4');
  await write(sheet.getByLabel(/^集合地點/).first(), '東門');
  await enter(sheet.getByRole('button', { name: '新增時段' }));
  await expect(sheet).toHaveCount(0);
  await enter(page.getByRole('button', { name: '交給統籌主任' }));
  await expect(page.getByRole('status').filter({ hasText: '已遞交' })).toBeVisible();
});

test('an officer registers somebody', async ({ browser, request }) => {
  const member = await newMember(request, '家輝', 'yes');
  const page = await desk(browser);
  await signInByKeys(page, 'officer');
  await expectHeadingFocused(page, /^(今日|\d+件事等你)/);
  await enter(side(page, '我監管的人'));
  await write(page.getByLabel('會員編號'), await codeOf(request, member));
  await page.keyboard.press('Enter');
  const last = page.getByLabel('監管的最後一日');
  await expect(last).toBeFocused();
  const [year, month, day] = inSixMonths().split('-');
  await page.keyboard.type(`${month}${day}${year}`);
  await tick(page.getByRole('radio', { name: '是', exact: true }));
  await page.keyboard.press('ArrowRight');
  await enter(page.getByRole('button', { name: '登記', exact: true }));
  await expect(page.getByRole('status').filter({ hasText: '已登記家輝' })).toBeVisible();
});

test('a psychologist refers somebody', async ({ browser }) => {
  test.slow();
  const page = await desk(browser);
  await signInByKeys(page, 'psychologist');
  await expectHeadingFocused(page, /^(今日|\d+件事等你)/);
  await enter(side(page, '轉介'));
  await enter(page.getByRole('main').getByRole('link', { name: '新轉介' }));
  const alias = `阿鍵${Date.now() % 1000}`;
  await write(page.getByLabel('稱呼'), alias);
  const centre = page.getByLabel('中心');
  if (await centre.isVisible()) await arrow(page, centre);
  await arrow(page, page.getByLabel('院所'));
  await tick(page.getByRole('checkbox', { name: '廣東話' }));
  await enter(page.getByRole('button', { name: '儲存草稿' }));
  await expectHeadingFocused(page, alias);
});

/** Takes the next choice of a list. */
async function arrow(page: Page, choices: ReturnType<Page['getByLabel']>) {
  await tabTo(choices);
  await page.keyboard.press('ArrowDown');
}

async function signInByKeys(page: Page, who: string | Member) {
  const { address, password } =
    typeof who === 'string'
      ? { address: `${who}@demo.alongside.test`, password: 'two-people-one-road' }
      : who;
  if (!page.url().includes('/sign-in')) await page.goto('/sign-in');
  await write(page.getByLabel('電郵'), address);
  await write(page.getByLabel('密碼', { exact: true }), password);
  await page.keyboard.press('Enter');
  if (typeof who !== 'string') return;
  // Those of the demo who do a job here hold an office, so they prove a second factor.
  await enter(page.getByRole('button', { name: '填上' }));
  await enter(page.getByRole('button', { name: '繼續', exact: true }));
}
