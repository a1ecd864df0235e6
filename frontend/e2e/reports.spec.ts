import { expect, test, type Page } from './story.ts';
import { expectNoSidewaysScroll } from './a11y.ts';
import { callAs, signIn } from './people.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

/** Axe finds nothing in the light and nothing in the dark. */
async function expectSoundInBothLooks(page: Page, picture: string) {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectSound(page, `${picture}-${colorScheme}`);
  }
}

test('a coordinator reads the figures of the centre, as pictures and as tables', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await page.waitForURL(/\/desk$/);
  await page.getByRole('link', { name: '報告', exact: true }).click();
  await expectArrived(page, '報告', 'reports-1-centre');
  await expect(page.getByRole('img', { name: /^圖表：/ })).toHaveCount(4);

  // What the picture of the mentors says, its table says too.
  const finding = page.getByRole('heading', { name: /位導師已認證/ });
  const certified = /^\d+/.exec((await finding.textContent()) ?? '')?.[0] ?? '';
  expect(Number(certified)).toBeGreaterThan(0);
  const stages = page.getByRole('table', { name: /位導師已認證/ });
  await expect(stages.getByRole('row', { name: '可配對' }).getByRole('cell')).toHaveText(certified);
  await expectSoundInBothLooks(page, 'reports-2-centre');
});

test('a coordinator changes a time where it stands in the week, without a mouse', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await page.waitForURL(/\/desk$/);
  await page.goto('/staff/calendar');
  await page.getByRole('link', { name: '下星期' }).press('Enter');
  await page.waitForURL(/week=/);
  const week = page.getByRole('group', { name: '一星期' });
  const first = week.getByRole('button').first();
  await expect(first).toBeVisible();
  await expectSoundInBothLooks(page, 'reports-3-week');

  const named = (await first.textContent()) ?? '';
  const places = Number(/(\d+)個名額/.exec(named)?.[1]);
  await first.press('Enter');
  const sheet = page.getByRole('dialog', { name: '更改這個時段' });
  const capacity = sheet.getByLabel('名額', { exact: true });
  await expect(capacity).toHaveValue(String(places));
  await capacity.fill(String(places + 1));
  await sheet.getByRole('button', { name: '儲存' }).press('Enter');
  await expect(sheet).toBeHidden();
  await expect(first).toContainText(`${places + 1}個名額`);
  await expect(first).toBeFocused();
});

test('a shift over midnight says so on its day, and stands on the next day too', async ({
  browser,
  request,
}) => {
  const call = await callAs(request, 'host');
  const { items } = await call<{ items: { id: string }[] }>(
    'GET',
    '/managed-openings?state=published',
    undefined,
  );
  const place = { zhHant: '門口', en: 'The door', zhHans: '门口' };
  const monday = new Date(Date.now() + 14 * 864e5);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const at = (days: number, time: string) => {
    const day = new Date(monday.getTime() + days * 864e5).toISOString().slice(0, 10);
    return `${day}T${time}:00+08:00`;
  };
  const slot = { capacity: 2, meetingPoint: place, startsAt: at(2, '22:00'), endsAt: at(3, '02:00') };
  const sunday = { ...slot, startsAt: at(6, '22:00'), endsAt: at(7, '03:00') };
  for (const each of [slot, sunday]) await call('POST', `/managed-openings/${items[0]?.id}/slots`, each);

  const page = await desk(browser);
  await signIn(page, 'host');
  await page.waitForURL(/\/desk$/);
  await page.goto(`/host/calendar?week=${at(0, '').slice(0, 10)}`);
  const week = page.getByRole('group', { name: '一星期' });
  await expect(week.getByText(/10:00至.+2:00/).first()).toBeVisible();
  const next = week.locator('ol > li').nth(3);
  await expect(next.getByRole('link', { name: /由昨晚，至.*2:00/ })).toBeVisible();
  await expectSoundInBothLooks(page, 'reports-5-week-midnight');

  // A night from Sunday to Monday stands in both weeks, in the grid and in the list.
  await page.getByRole('link', { name: '下星期' }).click();
  const first = week.locator('ol > li').first();
  await expect(first.getByRole('link', { name: /由昨晚，至.*3:00/ })).toBeVisible();
  const list = page.getByRole('region', { name: '按日列出' });
  await expect(list.getByRole('listitem').first()).toContainText(/由昨晚，至.*3:00/);
});

test('a host reads the week as a list on a narrow phone', async ({ browser }) => {
  const page = await phone(browser);
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, 'host');
  await page.waitForURL(/\/desk$/);
  await page.goto('/host/calendar');
  await page.getByRole('link', { name: '下星期' }).click();
  await expect(page.getByRole('region', { name: '按日列出' }).getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('group', { name: '一星期' })).toBeHidden();
  await expectNoSidewaysScroll(page);
  await expectSound(page, 'reports-4-week-phone');
});
