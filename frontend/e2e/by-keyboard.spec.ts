import { expect, test, type APIRequestContext, type Page } from './story.ts';
import { expectHeadingFocused } from './a11y.ts';
import { enter, tabTo, tick, write } from './keys.ts';
import { linkTo } from './letters.ts';
import { answerOnce, callAs, codeOf, inSixMonths, newMember, side, signIn, type Member } from './people.ts';
import { desk } from './visit.ts';

// The main job of each role, without a pointer: Tab, Enter, Space, arrows and typing. What is not here is told by keyboard
// where the job is: booking in `book`, deciding a clearance in `today`, endorsing and approving in `pair`, the signatures of
// a mentor in `mentor-way`, who of two goes where in `apart`, the week of half-hours in `apply`.

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

test('a host records who came, and a coordinator verifies hours', async ({ browser }) => {
  test.slow();
  const host = await desk(browser);
  await signInByKeys(host, 'host');
  await expectHeadingFocused(host, /^(今日|\d+件事等你)/);
  await enter(side(host, '服務機會'));
  await enter(host.getByRole('main').getByRole('link', { name: '平安電話：每星期一通' }));
  await enter(host.locator('summary').filter({ hasText: '已過和已取消' }));
  // The last call of the demo, which nobody has recorded.
  await enter(host.getByRole('main').getByRole('list').last().getByRole('link').first());
  await expectHeadingFocused(host, '出席名單');
  await enter(host.getByRole('button', { name: '記錄子健 Marco' }));
  await enter(host.getByRole('button', { name: '有出席', exact: true }));
  const came = host.getByRole('listitem').filter({ hasText: '子健 Marco' });
  await expect(came).toContainText('有出席');
  await expect(came).toBeFocused();

  const page = await desk(browser);
  await signInByKeys(page, 'coordinator');
  await expectHeadingFocused(page, /^(今日|\d+件事等你)/);
  await enter(side(page, '出席及時數'));
  // Whose hours are told in `book` is left to it.
  const verify = page.getByRole('button', { name: /^核實(?!阿樂).+的時數$/ }).first();
  await tabTo(verify);
  const name = /^核實(.+)的時數$/.exec((await verify.getAttribute('aria-label')) ?? '')?.[1] ?? '';
  await page.keyboard.press('Enter');
  const row = page.locator('li:focus');
  await expect(row).toContainText(name);
  await expect(row).toContainText('已核實');
});

test('a member cancels a booking', async ({ browser, request }) => {
  const member = await newMember(request, '阿敏', 'no');
  await answerOnce(request, member);
  await bookFree(request, member);
  const page = await desk(browser);
  await signInByKeys(page, member);
  await expect(page).toHaveURL('/my');
  await page.goto('/my/bookings');
  await enter(page.locator('main article a').first());
  await enter(page.getByRole('button', { name: '取消預約' }));
  await expect(page.getByRole('heading', { name: '取消這個預約？' })).toBeFocused();
  await enter(page.getByRole('button', { name: '確定取消' }));
  await expect(page.getByText('已取消', { exact: true })).toBeVisible();
});

test('somebody applies as a mentor, from the first question to sending', async ({ browser, request }) => {
  test.slow();
  const page = await desk(browser);
  await signInByKeys(page, await newMember(request, '子朗', 'no'));
  await expect(page).toHaveURL('/my');
  await enter(page.getByRole('link', { name: '成為朋輩導師' }));
  await enter(page.getByRole('button', { name: '開始申請' }));
  await enter(page.getByRole('link', { name: /^開始/ }));
  const next = async (question: string) => {
    await enter(page.getByRole('button', { name: '儲存並繼續' }));
    await expectHeadingFocused(page, question);
  };
  const answer = async (group: string | RegExp, name?: string) => {
    const answers = page.getByRole('group', { name: group });
    await tick(answers.getByRole('radio').first());
    const wanted = name
      ? answers.getByRole('radio', { name, exact: true })
      : answers.getByRole('radio').first();
    for (let press = 0; press < 5 && !(await wanted.isChecked()); press += 1)
      await page.keyboard.press('ArrowDown');
    await expect(wanted).toBeChecked();
  };

  await answer('性別');
  await next('你何時出生？');
  await tabTo(page.getByRole('combobox', { name: '年份' }));
  await page.keyboard.type('1988');
  await arrow(page, page.getByRole('combobox', { name: '月份' }));
  await next('你住在哪裡？');
  await arrow(page, page.getByRole('combobox', { name: '地區' }));
  await answer('哪間中心方便你？');
  await next('你為甚麼想成為導師？');
  await write(page.getByLabel('原因'), '有人陪過我一段路。');
  await next('你會說哪些語言？');
  await tick(page.getByRole('group', { name: '語言', exact: true }).getByLabel('廣東話'));
  await answer(/你的廣東話說得怎樣/);
  await next('你平日哪些時間方便？');
  await tabTo(page.getByRole('button', { name: '上午9:00', exact: true }));
  await page.keyboard.press('Space');
  await next('你想同時陪伴多少人？');
  await answer('同時陪伴');
  await next('你願意怎樣會面？');
  await tick(page.getByRole('checkbox').first());
  await next('你有甚麼強項？');
  await write(page.getByLabel('強項'), '聆聽。');
  await next('你喜歡甚麼？');
  await tick(page.getByRole('checkbox').first());
  await next('你走過甚麼，或許幫到別人？');
  await tick(page.getByRole('checkbox').first());
  await answer(/可否讓你們雙方看到/);
  await next('宗教和健康：有沒有想分享的？');
  await next('你最能給別人甚麼？');
  for (const gift of ['歸屬和關懷', '技能', '選擇和自主', '意義']) await answer(gift);
  await next('談哪些話題，你感到自在？');
  for (const topic of ['停下來，不再走回頭路', '我正成為怎樣的人', '我屬於哪裡']) await answer(topic);
  await next('你現時受監管嗎？');
  await answer(/以前有沒有服刑/, '從來沒有');
  await next('過去24個月，你曾否在懲教院所？');
  await answer('曾在院所', '沒有');
  await next('可否為你尋找配對？');
  await answer('尋找配對', '可以');
  await next('遞交前，請核對');
  await enter(page.getByRole('button', { name: '遞交申請' }));
  await expectHeadingFocused(page, /已收到你的申請/);
});

/** Books a slot for a member that may still be given back, with many places left. */
async function bookFree(request: APIRequestContext, member: Member) {
  const call = await callAs(request, member);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const path = `/slots?from=${inDays(4)}&to=${inDays(24)}`;
  const { items } = await call<{ items: { slotId: string; placesLeft: number }[] }>('GET', path, undefined);
  const [free] = items.sort((a, b) => b.placesLeft - a.placesLeft);
  await call('POST', `/slots/${free?.slotId}/bookings`, {});
}

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
