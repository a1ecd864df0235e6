import { expect, test, type Locator, type Page } from './story.ts';
import { expectNoSidewaysScroll } from './a11y.ts';
import { expectFaults } from './faults.ts';
import { newMember, signIn, type Language } from './people.ts';
import { desk, phone } from './visit.ts';

const required = '請填寫這一項';
const choose = '請選擇一項';
const upTo = (count: number) => `最多${count}個字元`;

/** Pastes a text as somebody does, at once; nothing of it may be lost. */
async function paste(field: Locator, text: string) {
  await field.focus();
  await field.page().keyboard.insertText(text);
  await expect(field).toHaveValue(text);
}

/** A day that is begun and never whole. */
async function begin(field: Locator, figures: string) {
  await field.focus();
  await field.page().keyboard.type(figures);
  await expect(field).toHaveValue('');
}

async function open(page: Page, who: string, address: string, language: Language = 'zh-Hant') {
  await signIn(page, who, language);
  await expect(page).toHaveURL(/\/desk$/);
  await page.goto(address);
}

test('joining says at once what is missing, and what is wrong', async ({ browser }) => {
  const page = await phone(browser);
  await page.goto('/join');
  const send = page.getByRole('button', { name: '建立帳戶' });
  await send.tap();
  const all = {
    preferredName: required,
    email: required,
    password: required,
    underSupervision: choose,
    noticeVersion: '請閱讀後剔選',
  };
  await expectFaults(page, all, 'errors-join-1-empty');
  await paste(page.getByLabel('怎樣稱呼你？'), '阿'.repeat(41));
  await expect(page.getByText('多了1個字元')).toHaveCount(2);
  await page.getByLabel('電郵').fill('陳大文@example.test');
  await page.getByLabel('密碼', { exact: true }).fill('short');
  await send.tap();
  const wrong = {
    ...all,
    preferredName: upTo(40),
    email: /只可用英文字母/,
    password: /最少15個字元/,
  };
  await expectFaults(page, wrong, 'errors-join-2-wrong');
});

test('an application refuses a text that is too long and keeps every letter of it', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '小輝', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await expect(page).toHaveURL('/my');
  await page.goto('/my/mentor');
  await page.getByRole('button', { name: '開始申請' }).tap();
  await expect(page.getByRole('link', { name: /^開始/ })).toBeVisible();
  const save = page.getByRole('button', { name: '儲存並繼續' });
  await page.goto('/my/mentor/4');
  await save.tap();
  await expectFaults(page, { motivation: required }, 'errors-apply-1-empty');
  const text = '我想幫人。'.repeat(165);
  await paste(page.locator('textarea'), text);
  await expect(page.getByText('多了25個字元').first()).toBeVisible();
  await save.tap();
  await expectFaults(page, { motivation: upTo(800) }, 'errors-apply-2-long');
  await page.reload();
  await expect(page.locator('textarea')).toHaveValue(text);

  await page.goto('/my/mentor/6');
  await save.tap();
  await expectFaults(page, { availability: '請最少選半小時' }, 'errors-apply-3-hours');
  await page.goto('/my/mentor/13');
  await save.tap();
  const gifts = ['belonging', 'skill', 'choice', 'meaning'].map((gift) => [`offers.${gift}`, choose]);
  await expectFaults(page, Object.fromEntries(gifts) as Record<string, string>, 'errors-apply-4-gifts');
});

test('an opening and its times say everything at once', async ({ browser }) => {
  test.slow();
  const page = await phone(browser);
  await open(page, 'host', '/host/openings/new');
  const save = page.getByRole('button', { name: '儲存', exact: true });
  await save.tap();
  const empty = { category: choose, district: choose, 'title.zhHant': required, 'text.zhHant': required };
  await expectFaults(page, { ...empty, 'whatYouWillDo.zhHant': required }, 'errors-opening-1-empty');
  await page.getByLabel('最低年齡').fill('９');
  await paste(page.locator('[id="title.zhHant"]'), '湯'.repeat(121));
  await paste(page.locator('[id="whatToBring.zhHant"]'), '水'.repeat(2003));
  await save.tap();
  const wrong = {
    category: choose,
    district: choose,
    minAge: '要在10至70之間',
    'title.zhHant': upTo(120),
    'text.zhHant': required,
    'whatYouWillDo.zhHant': required,
    'whatToBring.zhHant': upTo(2000),
  };
  await expectFaults(page, wrong, 'errors-opening-2-wrong');
  await expectNoSidewaysScroll(page);

  await page.goto('/host/openings');
  await page.getByRole('main').getByRole('link', { name: '陪老友記食午飯' }).tap();
  await page.getByRole('button', { name: '新增時段' }).first().tap();
  const sheet = page.getByRole('dialog');
  await begin(sheet.getByLabel('日期'), '31');
  await sheet.getByLabel('由', { exact: true }).fill('10:00');
  await sheet.getByLabel('至', { exact: true }).fill('10:00');
  await sheet.getByLabel('名額').fill('501');
  const places = sheet.getByLabel(/^集合地點/);
  await places.first().fill('');
  await sheet.getByRole('button', { name: '新增時段' }).tap();
  const slot: Record<string, string> = {
    startsAt: '請輸入正確的日期',
    endsAt: '完結時間要在開始時間之後',
    capacity: '要在1至500之間',
  };
  for (const place of await places.all()) {
    const name = (await place.getAttribute('id'))!;
    if ((await place.inputValue()) === '') slot[name] = required;
  }
  await expectFaults(page, slot, 'errors-slot-1-wrong');
  await sheet.getByLabel('日期').fill('2020-01-01');
  await sheet.getByLabel('至', { exact: true }).fill('23:30');
  await sheet.getByRole('button', { name: '新增時段' }).tap();
  await expectFaults(
    page,
    { ...slot, startsAt: '請選將來的時間', endsAt: '每次最多12小時' },
    'errors-slot-2',
  );
});

test('hours longer than the shift and a reason that is too long are refused together', async ({
  browser,
}) => {
  const page = await desk(browser);
  await open(page, 'coordinator', '/staff/attendance');
  const row = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /的其他時數$/ }) });
  await row
    .first()
    .getByRole('button', { name: /的其他時數$/ })
    .click();
  await page.getByLabel('服務時數').fill('12.1');
  await paste(page.locator('#reason'), '長'.repeat(501));
  await page.getByRole('button', { name: '儲存', exact: true }).click();
  await expectFaults(page, { hours: /四分之一小時/, reason: upTo(500) }, 'errors-hours-1');
  await page.getByLabel('服務時數').fill('12');
  await page.locator('#reason').fill('');
  await page.getByRole('button', { name: '儲存', exact: true }).click();
  await expectFaults(page, { reason: /請寫明原因/ }, 'errors-hours-2');
});

test('a referral in English says what is missing and what is wrong together', async ({ browser }) => {
  const page = await desk(browser, 'en');
  await open(page, 'psychologist', '/clinic/referrals/new', 'en');
  const save = page.getByRole('button', { name: 'Save the draft' });
  await save.click();
  await expectFaults(
    page,
    { alias: 'Fill this in', institution: 'Choose an answer' },
    'errors-referral-1-empty',
  );
  await paste(page.locator('#alias'), 'Ah Ho '.repeat(9).trim());
  await page.getByLabel('Year of birth').fill('1890');
  await page.locator('#releaseMonth').getByLabel('Year').selectOption({ index: 2 });
  await paste(page.locator('#inOwnWords'), 'I like to walk. '.repeat(40).trim());
  await save.click();
  const wrong = {
    alias: 'Use at most 40 characters',
    institution: 'Choose an answer',
    birthYear: /Between 19/,
    releaseMonth: /date/,
    inOwnWords: 'Use at most 600 characters',
  };
  await expectFaults(page, wrong, 'errors-referral-2-wrong');
});

test('an invitation in simplified Chinese, and two who are kept apart', async ({ browser }) => {
  const page = await phone(browser, 'zh-Hans');
  await open(page, 'admin', '/admin', 'zh-Hans');
  const send = page.getByRole('button', { name: '提出邀请' });
  await send.tap();
  const empty = { email: '请填写这一项', role: '请选择一项', language: '请选择一项' };
  await expectFaults(page, empty, 'errors-invite-1-empty');
  await page.getByLabel('电邮', { exact: true }).fill('no address');
  await page.getByLabel('岗位').selectOption({ label: '心理学家' });
  await send.tap();
  const wrong = { scopeId: '请选择一项', profession: '请选择一项', language: '请选择一项' };
  await expectFaults(page, { email: /请检查/, ...wrong }, 'errors-invite-2-wrong');

  const other = await phone(browser);
  await open(other, 'coordinator', '/staff/keep-apart');
  const apart = other.getByRole('button', { name: '分隔兩人' });
  await apart.tap();
  await expectFaults(other, { a: required, b: required }, 'errors-apart-1-empty');
  await other.getByLabel('第一個人').fill('k7m-2qf');
  await other.getByLabel('第二個人').fill('K7M-2QF');
  await apart.tap();
  await expectFaults(other, { b: /同一個人/ }, 'errors-apart-2-same');
});

test('ten weights are refused one by one and as a sum', async ({ browser }) => {
  const page = await desk(browser);
  await open(page, 'coordinator', '/staff/rounds/weights');
  await page.locator('[id="weights.themes"]').fill('x');
  await page.locator('[id="weights.age"]').fill('1001');
  const preview = page.getByRole('button', { name: /看看會改變/ }).first();
  await preview.click();
  await expectFaults(
    page,
    { 'weights.themes': '要在0至1000之間', 'weights.age': '要在0至1000之間' },
    'errors-weights-1',
  );
  await page.locator('[id="weights.themes"]').fill('');
  await page.locator('[id="weights.age"]').fill('0');
  await preview.click();
  await expectFaults(page, { 'weights.themes': required }, 'errors-weights-2');
  await page.locator('[id="weights.themes"]').fill('1');
  await preview.click();
  await expectFaults(page, { weights: /剛好是1000/ }, 'errors-weights-3');
});

test('an organisation whose name is too long in one language', async ({ browser }) => {
  const page = await phone(browser);
  await open(page, 'coordinator', '/staff/hosts');
  await page.getByRole('button', { name: '新增機構' }).first().tap();
  const sheet = page.getByRole('dialog');
  await paste(sheet.locator('[id="name.en"]'), 'A'.repeat(121));
  await begin(sheet.locator('#insuranceValidTo'), '31');
  await sheet.getByRole('button', { name: '儲存' }).tap();
  await expectFaults(
    page,
    { 'name.en': upTo(120), kind: choose, district: choose, insuranceValidTo: '請輸入正確的日期' },
    'errors-host-1',
  );
  await sheet.locator('[id="name.en"]').fill('');
  await sheet.locator('#insuranceValidTo').fill('1999-12-31');
  await sheet.getByRole('button', { name: '儲存' }).tap();
  await expectFaults(
    page,
    { 'name.zhHant': required, kind: choose, district: choose, insuranceValidTo: /2000年.*2199年/ },
    'errors-host-2',
  );
});
