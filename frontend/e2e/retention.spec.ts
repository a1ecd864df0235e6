import { applyAsMentor, codeOf, newMember, signInAtOnce, turnTo } from './people.ts';
import { expect, test } from './story.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

interface Kept {
  kind: string;
  months: number;
  version: number;
}

test('a privacy officer proposes to erase what is over its age, and somebody else says no', async ({
  browser,
}) => {
  test.slow();
  const office = await desk(browser);
  const call = await signInAtOnce(office, 'privacy');
  await office.goto('/desk');
  await turnTo(office, '保存期限');
  await expectArrived(office, '保存期限', 'retention-1-desk');
  const change = office.getByRole('button', { name: '更改期限：很久沒有人用的帳戶' });
  await change.click();
  await office.getByLabel('月數').fill('999');
  await office.getByRole('button', { name: '儲存' }).click();
  await expect(office.getByRole('alert')).toBeVisible();
  await expectSound(office, 'retention-2-range');
  await office.getByLabel('月數').fill('12');
  await office.getByRole('button', { name: '儲存' }).click();
  await expect(office.getByRole('row', { name: /很久沒有人用的帳戶/ })).toContainText('1年');

  await office.getByRole('button', { name: '提議刪除' }).click();
  const sheet = office.getByRole('dialog');
  await expect(sheet.getByText('很久沒有人用的帳戶')).toBeVisible();
  await expectSound(office, 'retention-3-propose');
  await sheet.getByRole('button', { name: '提議刪除' }).click();
  await expect(office.getByText('等另一人決定')).toBeVisible();
  await expect(office.getByText(/要由另一人決定/)).toBeVisible();
  await expect(office.getByRole('button', { name: '可以，刪除' })).toHaveCount(0);
  await expectSound(office, 'retention-4-proposed');

  // The second word is somebody else's: here an administrator's, on a phone.
  const admin = await phone(browser);
  await signInAtOnce(admin, 'admin');
  await admin.goto('/data/retention');
  await expect(admin.getByRole('button', { name: /^更改期限/ })).toHaveCount(0);
  const approve = admin.getByRole('button', { name: '可以，刪除' });
  await approve.click();
  await expect(admin.getByRole('dialog').getByText('很久沒有人用的帳戶')).toBeVisible();
  await expectSound(admin, 'retention-5-second-word');
  await admin.keyboard.press('Escape');
  await expect(approve).toBeFocused();
  await admin.getByRole('button', { name: '不要刪除' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '不要刪除' }).click();
  await expect(admin.getByText('已收回，甚麼都沒有刪。')).toBeVisible();
  await admin.getByRole('status').getByRole('button', { name: '關閉' }).click();
  await admin.getByRole('listitem').filter({ hasText: '已收回' }).first().getByRole('link').click();
  await expectArrived(admin, '刪除證明', 'retention-6-stopped');
  await expect(admin.getByText('這個提議完結了，甚麼都沒有刪。')).toBeVisible();

  const { kinds } = await call<{ kinds: Kept[] }>('GET', '/retention', undefined);
  const { version } = kinds.find(({ kind }) => kind === 'accounts')!;
  await call('PUT', '/retention/accounts', { months: 60, version });
});

test('the second word begins it, the page follows, and a certificate stays', async ({ browser }) => {
  const page = await desk(browser, 'en');
  const call = await signInAtOnce(page, 'privacy');
  const { kinds } = await call<{ kinds: Kept[] }>('GET', '/retention', undefined);
  const line = { kind: 'checks', before: '2025-12-01', found: 6, erased: 0 };
  const purge = {
    id: '019382a0-1c6c-7e3e-a4b1-0c0affee9d21',
    asOf: '2026-12-01',
    state: 'proposed',
    lines: [line],
    proposedBy: 'Ada',
    proposedAt: '2026-12-01T02:00:00Z',
    waitsUntil: '2026-12-08T02:00:00Z',
    may: ['approve', 'withdraw'].map((code) => ({ code, allowed: true, reasons: [] })),
  };
  const second = { approvedBy: 'Ben', approvedAt: '2026-12-01T03:00:00Z', may: [] };
  const stages = [
    purge,
    { ...purge, ...second, state: 'approved', lines: [{ ...line, erased: 2 }] },
    { ...purge, ...second, state: 'done', endedAt: '2026-12-01T03:01:00Z', lines: [{ ...line, erased: 6 }] },
  ];
  let at = 0;
  const told = () => ({ json: { kinds, purges: [stages[at]] } });
  await page.route('**/api/v1/retention', (route) => route.fulfill(told()));
  await page.route('**/api/v1/purges/*/approval', (route) => {
    at = 1;
    return route.fulfill(told());
  });

  await page.goto('/data/retention');
  await page.getByRole('button', { name: 'Yes, erase it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Yes, erase it' }).click();
  await expect(page.getByText('2 of 6 erased')).toBeVisible();
  await expectSound(page, 'retention-7-goes-on');
  at = 2;
  await page.getByRole('link', { name: 'Erasing of 1 December 2026' }).click();
  await expectArrived(page, 'Certificate of erasure', 'retention-8-certificate');
  await expect(page.getByText('No. FFEE9D21')).toBeVisible();
});

test('what is kept of somebody is held during a dispute, and then no more', async ({ browser, request }) => {
  const member = await newMember(request, '阿霖', 'no');
  const code = await codeOf(request, member);
  const office = await desk(browser);
  await signInAtOnce(office, 'privacy');
  await office.goto('/desk');
  await turnTo(office, '暫停刪除');
  await expectArrived(office, '暫停刪除', 'holds-1-desk');
  await office.getByRole('button', { name: '暫停刪除某人的資料' }).click();
  const sheet = office.getByRole('dialog');
  await sheet.getByRole('button', { name: '暫停刪除某人的資料' }).click();
  await expectSound(office, 'holds-2-missing');
  await sheet.getByLabel('會員編號，或轉介編號').fill(code);
  await sheet.getByLabel('爭議是甚麼？').fill('本人就一次服務的安排投訴，律師來信要求保留資料。');
  await sheet.getByRole('button', { name: '暫停刪除某人的資料' }).click();
  const row = office.getByRole('listitem').filter({ hasText: code });
  await expect(row).toContainText('暫停刪除');
  await expectSound(office, 'holds-3-placed');
  await row.getByRole('button', { name: `恢復刪除${code}的資料` }).click();
  await office.getByRole('dialog').getByRole('button', { name: '恢復刪除' }).click();
  await expect(row).toContainText('已完結');
  await expect(row.getByRole('button')).toHaveCount(0);
});

test('a breach is written down, and gone through step by step', async ({ browser }) => {
  test.slow();
  const office = await desk(browser);
  await signInAtOnce(office, 'privacy');
  await office.goto('/desk');
  await turnTo(office, '外洩登記');
  await expectArrived(office, '外洩登記', 'breaches-1-desk');
  await office.getByRole('button', { name: '登記一宗外洩' }).click();
  const sheet = office.getByRole('dialog');
  await sheet.getByRole('button', { name: '登記', exact: true }).click();
  await expectSound(office, 'breaches-2-missing');
  const day = new Date(Date.now() - 36 * 3600 * 1000).toISOString().slice(0, 10);
  await sheet.getByLabel('哪一日發現？').fill(day);
  await sheet.getByLabel('甚麼時間？').fill('09:30');
  await sheet.getByLabel('發生了甚麼事？').fill('一部手提電腦在列車上遺失，當時仍登入這個網站。');
  await sheet.getByRole('button', { name: '登記', exact: true }).click();
  await expect(office.getByRole('heading', { level: 1, name: /發現的外洩$/ })).toBeVisible();
  await expectSound(office, 'breaches-3-file');

  const save = office.getByRole('button', { name: '儲存這一步' });
  await save.click();
  await expectSound(office, 'breaches-4-nothing-noted');
  await office.getByLabel('做了甚麼').fill('昨晚八時半遺失，之後那個帳戶再沒有動作。');
  await save.click();
  await expect(office.getByText('昨晚八時半遺失，之後那個帳戶再沒有動作。')).toBeVisible();
  // A later step may come before its turn.
  await office.getByRole('button', { name: '先記這一步：通知私隱專員公署' }).click();
  await office.getByRole('radio', { name: '不需要做' }).check();
  await office.getByLabel('為甚麼不需要？').fill('電腦已加密，沒有人看過資料，沒有傷害。');
  await save.click();
  await expect(office.getByRole('listitem').filter({ hasText: '通知私隱專員公署' })).toContainText('不需要');
  await expectSound(office, 'breaches-5-noted');

  await office.getByLabel('職員帳戶的電郵').fill('nobody@demo.alongside.test');
  await office.getByLabel('由哪一日').fill(day);
  await office.getByLabel('甚麼時間').first().fill('00:00');
  await office.getByLabel('至哪一日').fill(day);
  await office.getByLabel('甚麼時間').last().fill('23:59');
  await office.getByRole('button', { name: '找出有關的人' }).click();
  await expect(office.getByRole('alert')).toContainText('沒有帳戶用這個電郵');
  await office.getByLabel('職員帳戶的電郵').fill('coordinator@demo.alongside.test');
  await office.getByRole('button', { name: '找出有關的人' }).click();
  await expect(office.getByRole('status').filter({ hasText: /沒有看過任何人的資料|人/ })).toBeVisible();
});

test('what is kept for what is read by the privacy officer, and by everybody', async ({ browser }) => {
  const office = await desk(browser);
  await signInAtOnce(office, 'privacy');
  await office.goto('/desk');
  await turnTo(office, '用途登記');
  await expectArrived(office, '用途登記', 'registers-1');
  await expect(office.getByText('保存多久').first()).toBeVisible();

  const anybody = await phone(browser);
  await anybody.goto('/privacy');
  const first = anybody.locator('summary').first();
  await expect(anybody.getByText('保存多久', { exact: true }).first()).toBeHidden();
  await first.tap();
  await expect(anybody.getByText('保存多久', { exact: true }).first()).toBeVisible();
  await expectSound(anybody, 'privacy-open');
});

test('somebody takes back what they agreed to, and staff who work with them see it', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '阿桐', 'no');
  const id = await applyAsMentor(request, member);
  const own = await phone(browser);
  await signInAtOnce(own, member);
  await own.goto('/my/requests');
  await expect(own.getByRole('heading', { name: '你同意過的事' })).toBeVisible();
  await expectSound(own, 'consents-1-own');
  const matching = own.getByRole('listitem').filter({ has: own.getByRole('heading', { name: '參加配對' }) });
  await matching.getByRole('button', { name: '撤回同意：參加配對' }).click();
  await expect(own.getByRole('dialog')).toContainText('由這一刻起，配對不會再考慮你');
  await expectSound(own, 'consents-2-asked');
  await own.getByRole('dialog').getByRole('button', { name: '撤回同意' }).click();
  await expect(matching).toContainText('已撤回');
  await expect(matching.getByRole('button', { name: '我同意：參加配對' })).toBeVisible();

  const staff = await desk(browser);
  await signInAtOnce(staff, 'coordinator');
  await staff.goto(`/staff/mentors/${id}`);
  const consents = staff.getByRole('region', { name: '同意', exact: true });
  await expect(consents.getByRole('row', { name: /參加配對/ }).first()).toContainText('撤回');
  await expectSound(staff, 'consents-3-staff');
});
