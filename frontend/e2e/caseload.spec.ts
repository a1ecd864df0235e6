import { expect, test, type Page } from './story.ts';
import { expectNoSidewaysScroll } from './a11y.ts';
import { codeOf, newMember, signIn, turnTo } from './people.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

/** How the name of a centre is written where it is not chosen. */
const inFull = (place: string) => `多用途家庭及更生服務中心（${place}）`;

test('a member chooses a centre, whose coordinator alone finds the checks, and hands the member on', async ({
  browser,
  request,
}) => {
  test.slow();
  const name = `小慧 ${Date.now() % 100_000}`;
  const member = await newMember(request, name, 'no');
  const code = await codeOf(request, member);
  const page = await phone(browser);
  await signIn(page, member);
  await page.getByRole('link', { name: '我的', exact: true }).tap();
  await expectArrived(page, '我的', 'caseload-1-profile');
  await expect(page.getByText('暫時沒有')).toBeVisible();
  await choose(page, '選擇中心', '沙田', 'caseload-2-choose');
  await expectNoSidewaysScroll(page);

  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await turnTo(coordinator, '會員');
  await find(coordinator, code, name);
  await expect(coordinator.getByText('這個人由另一間中心跟進')).toBeVisible();
  await expect(coordinator.getByRole('button', { name: '記錄查核' })).toHaveCount(0);
  await expect(coordinator.getByRole('main')).not.toContainText('沙田');
  await expectSound(coordinator, 'caseload-3-elsewhere');

  await choose(page, '更改中心', '旺角', 'caseload-4-change');
  await find(coordinator, code, name);
  await expect(coordinator.getByText(`跟進中心：${inFull('旺角')}`)).toBeVisible();
  await expect(coordinator.getByRole('button', { name: '記錄查核' })).toBeVisible();
  await expectSound(coordinator, 'caseload-5-own');

  // The coordinator hands over from a phone, and has to say to whom.
  const pocket = await phone(browser);
  await signIn(pocket, 'coordinator');
  await expect(pocket).toHaveURL(/\/desk$/);
  await pocket.goto('/staff/people');
  await find(pocket, code, name);
  await expectSound(pocket, 'caseload-6-own-phone');
  await expectNoSidewaysScroll(pocket);
  await pocket.getByRole('button', { name: '轉交另一間中心' }).tap();
  const sheet = pocket.getByRole('dialog', { name: `轉交${name}` });
  await expect(sheet.getByRole('radio', { name: '旺角' })).toHaveCount(0);
  await sheet.getByRole('button', { name: '確定轉交' }).tap();
  await expect(sheet.getByRole('alert')).toContainText('轉交哪一間中心');
  await sheet.getByRole('radio', { name: '沙田' }).check();
  await expectSound(pocket, 'caseload-7-hands-over');
  await sheet.getByRole('button', { name: '確定轉交' }).tap();
  await expect(pocket.getByRole('status').filter({ hasText: `已轉交${name}` })).toBeVisible();
  await expect(pocket.getByText('這個人由另一間中心跟進')).toBeVisible();
  await expectSound(pocket, 'caseload-8-handed-over');

  // On the desk the form was open already; it says what has become of the person.
  await coordinator.getByRole('button', { name: '記錄查核' }).click();
  const late = coordinator.getByRole('dialog', { name: '記錄查核' });
  await late.getByRole('radio', { name: '身份核對' }).check();
  await late.getByRole('button', { name: '儲存' }).click();
  await expect(late.getByRole('alert')).toContainText('這個人由另一間中心跟進');
  await expectSound(coordinator, 'caseload-9-too-late');

  await page.reload();
  await expect(page.getByText(inFull('沙田'))).toBeVisible();
});

test('an organisation is its centre’s, and is handed on to another', async ({ browser }) => {
  const name = `暖燈社 ${Date.now() % 100_000}`;
  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await turnTo(coordinator, '服務機構');
  await expectArrived(coordinator, '服務機構', 'caseload-10-hosts');
  await coordinator.getByRole('button', { name: '新增機構' }).click();
  const form = coordinator.getByRole('dialog', { name: '新增機構' });
  await form.getByLabel('名稱').first().fill(name);
  await form.getByLabel('種類').selectOption({ label: '慈善團體' });
  await form.getByLabel('地區').selectOption({ label: '油尖旺區' });
  await form.getByRole('button', { name: '儲存' }).click();
  const row = coordinator.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText(`跟進中心：${inFull('旺角')}`);
  await row.getByRole('button', { name: `轉交${name}` }).click();
  const sheet = coordinator.getByRole('dialog', { name: `轉交${name}` });
  await sheet.getByRole('radio', { name: '沙田' }).check();
  await expectSound(coordinator, 'caseload-11-host-hand-over');
  await sheet.getByRole('button', { name: '確定轉交' }).click();
  await expect(row).toHaveCount(0);
  await expect(coordinator.getByRole('heading', { level: 1 })).toBeFocused();
  await coordinator.reload();
  await expect(coordinator.getByRole('button', { name: '新增機構' })).toBeVisible();
  await expect(row).toHaveCount(0);

  const pocket = await phone(browser);
  await signIn(pocket, 'coordinator');
  await expect(pocket).toHaveURL(/\/desk$/);
  for (const [path, picture] of [
    ['/staff/hosts', 'hosts'],
    ['/staff/settlements', 'settlements'],
    ['/staff/attendance', 'attendance'],
    ['/staff/openings', 'openings'],
  ] as const) {
    await pocket.goto(path);
    await expect(pocket.getByText('這裡只列出你的中心跟進的')).toBeVisible();
    await expect(pocket.locator('main .skeleton')).toHaveCount(0);
    await expectNoSidewaysScroll(pocket);
    await expectSound(pocket, `caseload-12-${picture}-phone`);
  }
});

/** Chooses a centre on a member's own page. */
async function choose(page: Page, open: string, centre: string, picture: string) {
  await page.getByRole('button', { name: open }).tap();
  const choice = page.getByRole('radio', { name: centre, exact: true });
  await choice.check();
  await expectSound(page, picture);
  await page.getByRole('button', { name: '儲存' }).tap();
  await expect(page.getByRole('status').filter({ hasText: '中心已儲存' })).toBeVisible();
  await expect(page.getByText(inFull(centre))).toBeVisible();
  await expect(page.getByRole('heading', { name: '你的中心' })).toBeFocused();
}

/** Looks a member up by code. */
async function find(page: Page, code: string, name: string) {
  await page.getByLabel('會員編號').fill(code);
  await page.getByRole('button', { name: '尋找' }).click();
  await expect(page.getByText(`這是${name}。`)).toBeVisible();
}
