import { expect, test, type Page } from './story.ts';
import { expectNoSidewaysScroll } from './a11y.ts';
import { tabTo } from './keys.ts';
import { newMember, signIn } from './people.ts';
import { expectArrived, expectSound, phone } from './visit.ts';

test('somebody applies as a mentor by thumb, leaves in the middle, and comes back', async ({
  browser,
  request,
}) => {
  test.slow();
  const member = await newMember(request, '子朗', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await expect(page).toHaveURL('/my');

  await page.getByRole('link', { name: '成為朋輩導師' }).tap();
  await expectArrived(page, '申請成為朋輩導師', 'apply-1-start');
  await page.getByRole('button', { name: '開始申請' }).tap();
  await expect(page.getByText('10個部分，已完成0個')).toBeVisible();
  await expectArrived(page, '申請成為朋輩導師', 'apply-2-tasks');
  await expect(page.getByText('完成其他部分後開放')).toBeVisible();

  await page.getByRole('link', { name: /^開始/ }).tap();
  await expectArrived(page, '你的性別是？', 'apply-3-gender');
  await save(page);
  await expect(page.getByRole('alert')).toContainText('請選擇一項');
  await expectSound(page, 'apply-3-gender-missing');
  await choose(page, '性別', '男');
  await save(page);
  await expectArrived(page, '你何時出生？', 'apply-4-birth-month');
  await page.getByRole('combobox', { name: '年份' }).selectOption('1988');
  await page.getByRole('combobox', { name: '月份' }).selectOption('08');
  await save(page);
  await expectArrived(page, '你住在哪裡？', 'apply-5-home');
  await page.getByRole('combobox', { name: '地區' }).selectOption({ label: '深水埗區' });
  await page.getByRole('group', { name: '哪間中心方便你？' }).getByRole('radio').first().check();
  await save(page);
  await expectArrived(page, '你為甚麼想成為導師？', 'apply-6-motivation');
  await page.getByLabel('原因').fill('有人陪過我一段路，我也想陪別人。');
  await save(page);
  await expectArrived(page, '你會說哪些語言？', 'apply-7-languages');
  await page.getByRole('group', { name: '語言', exact: true }).getByLabel('廣東話').check();
  await save(page);
  await expect(page.getByRole('alert')).toContainText('你的廣東話說得怎樣');
  await choose(page, /你的廣東話說得怎樣/, '能談感受');
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('你平日哪些時間方便？');

  // Leaving in the middle loses nothing.
  await page.goto('/my');
  await expect(page.getByText('十個部分，已完成2個，全部已儲存。')).toBeVisible();
  await expectSound(page, 'apply-8-home');
  await page.getByRole('link', { name: /^繼續/ }).tap();
  await expectArrived(page, '申請成為朋輩導師', 'apply-8b-tasks');
  await expect(page.getByText('10個部分，已完成2個')).toBeVisible();
  await page.getByRole('link', { name: /^繼續/ }).tap();
  await expectArrived(page, '你平日哪些時間方便？', 'apply-9-week');
  await page.getByRole('tab', { name: '星期二' }).tap();
  await page.getByRole('button', { name: '下午2:30' }).tap();
  await page.getByRole('button', { name: '下午3:00' }).tap();
  await page.getByRole('tab', { name: '星期六' }).tap();
  await page.getByRole('button', { name: '上午整段' }).tap();
  await expect(page.getByText('每星期共4小時')).toBeVisible();
  await expectSound(page, 'apply-9-week-chosen');
  await save(page);
  await expectArrived(page, '你想同時陪伴多少人？', 'apply-10-capacity');
  await choose(page, '同時陪伴', '1個人');
  await save(page);

  await expectArrived(page, '你願意怎樣會面？', 'apply-11-modes');
  await page.getByRole('checkbox', { name: '面對面' }).check();
  await save(page);

  await expectArrived(page, '你有甚麼強項？', 'apply-12-strengths');
  await page.getByLabel('強項').fill('聆聽，煮家常菜。');
  await save(page);
  await expectArrived(page, '你喜歡甚麼？', 'apply-13-interests');
  await page.getByRole('checkbox').first().check();
  await save(page);

  await expectArrived(page, '你走過甚麼，或許幫到別人？', 'apply-14-themes');
  await page.getByRole('checkbox').first().check();
  await choose(page, /可否讓你們雙方看到/, '可以，雙方都選了才顯示');
  await save(page);

  await expectArrived(page, '宗教和健康：有沒有想分享的？', 'apply-14-belief-health');
  await save(page);

  await expectArrived(page, '你最能給別人甚麼？', 'apply-15-offers');
  for (const gift of ['歸屬和關懷', '技能', '選擇和自主', '意義']) await choose(page, gift, '一些');
  await save(page);

  await expectArrived(page, '談哪些話題，你感到自在？', 'apply-16-comfort');
  for (const focus of ['停下來，不再走回頭路', '我正成為怎樣的人', '我屬於哪裡'])
    await choose(page, focus, '可以');
  await save(page);

  await expectArrived(page, '你現時受監管嗎？', 'apply-17-supervision');
  // What was said when the account was made is not asked again.
  await expect(page.getByText('你已答： 否')).toBeVisible();
  await choose(page, '你以前有沒有服刑或受監管？', '從來沒有');
  await save(page);
  await expectArrived(page, '過去24個月，你曾否在懲教院所？', 'apply-18-held-at');
  await choose(page, '曾在院所', '沒有');
  await save(page);

  await expectArrived(page, '可否為你尋找配對？', 'apply-19-consent');
  await choose(page, '尋找配對', '可以');
  await save(page);
  await expectArrived(page, '遞交前，請核對', 'apply-20-check');
  await expect(page.getByText('有人陪過我一段路，我也想陪別人。')).toBeVisible();
  await page.getByRole('link', { name: '更改 同時陪伴' }).tap();
  await expectArrived(page, '你想同時陪伴多少人？', 'apply-21-change');
  await choose(page, '同時陪伴', '2個人');
  await save(page);
  await expectArrived(page, '遞交前，請核對', 'apply-22-check-again');
  await expect(page.getByText('2個人')).toBeVisible();
  await page.getByRole('button', { name: '遞交申請' }).tap();
  await expectArrived(page, '申請已遞交 已收到你的申請', 'apply-23-sent');
  await expect(page.getByRole('listitem').filter({ hasText: '你在這裡' })).toContainText('申請');
});

test('the week of half-hours is filled by keyboard alone', async ({ browser, request }) => {
  const member = await newMember(request, '鍵盤', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await expect(page).toHaveURL('/my');
  await page.goto('/my/mentor');
  await page.getByRole('button', { name: '開始申請' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '一星期的時間' }).focus();
  await page.keyboard.press('Enter');
  await expectArrived(page, '你平日哪些時間方便？', 'apply-week-keys-1');

  await tabTo(page.getByRole('tab', { name: '星期一' }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: '星期二' })).toBeFocused();
  await expect(page.getByRole('tab', { name: '星期二' })).toHaveAttribute('aria-selected', 'true');
  await tabTo(page.getByRole('button', { name: '上午9:00', exact: true }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: '上午9:00', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('button', { name: '上午10:00', exact: true })).toBeFocused();
  await expect(page.getByText('每星期共1.5小時')).toBeVisible();
  await expectSound(page, 'apply-week-keys-2');
  await tabTo(page.getByRole('button', { name: '儲存並繼續' }));
  await page.keyboard.press('Enter');
  await expectArrived(page, '你想同時陪伴多少人？', 'apply-week-keys-3');

  await page.goto('/my/mentor/6');
  await page.getByRole('tab', { name: '星期二' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('每星期共1.5小時')).toBeVisible();
});

test('the pages of an application fit a window of 320 pixels', async ({ browser, request }) => {
  const member = await newMember(request, '細屏', 'no');
  const page = await phone(browser);
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, member);
  await expect(page).toHaveURL('/my');
  await page.goto('/my/mentor');
  await page.getByRole('button', { name: '開始申請' }).tap();
  await expect(page.getByText('10個部分，已完成0個')).toBeVisible();
  for (const path of [
    '/my',
    '/my/mentor',
    ...Array.from({ length: 17 }, (_, at) => `/my/mentor/${at + 1}`),
    '/my/mentor/check',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});

test('text that was typed is there again after the page was left, and titles tell nothing', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '阿文', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await expect(page).toHaveURL('/my');
  await page.goto('/my/mentor');
  await page.getByRole('button', { name: '開始申請' }).tap();
  await page.getByRole('link', { name: '強項和興趣' }).tap();
  await page.getByLabel('強項').fill('有耐性，肯聽。');
  await page.getByRole('link', { name: '返回' }).or(page.locator('.back-bar a')).first().tap();
  await expect(page.getByText('10個部分，已完成0個')).toBeVisible();
  await page.getByRole('link', { name: '強項和興趣' }).tap();
  await page.goto('/my/mentor/9');
  await expect(page.getByLabel('強項')).toHaveValue('有耐性，肯聽。');
  await page.getByLabel('強項').fill('有耐性，肯聽，肯等。');
  await page.reload();
  await expect(page.getByLabel('強項')).toHaveValue('有耐性，肯聽，肯等。');
  await page.goto('/my/mentor/4');
  await page.getByLabel('原因').fill('我的身份證是A123456(3)。');
  await save(page);
  await expect(page.getByRole('alert').getByRole('link')).toHaveText('原因：請刪去身份證號碼');
  await expect(page.getByLabel('原因')).toHaveAttribute('aria-invalid', 'true');
  await page.goto('/my/mentor/15');
  await expect(page.getByRole('heading', { level: 1, name: /監管/ })).toBeVisible();
  await expect(page).toHaveTitle('第15題，共17題 · 申請 · 同行');
});

/** Chooses an answer of a group of radio buttons. */
async function choose(page: Page, group: string | RegExp, answer: string) {
  await page.getByRole('group', { name: group }).getByRole('radio', { name: answer, exact: true }).check();
}

async function save(page: Page) {
  await page.getByRole('button', { name: '儲存並繼續' }).tap();
}
