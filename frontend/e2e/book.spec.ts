import { expect, test, type Locator, type Page } from './story.ts';
import { expectNothingOverprinted, expectNoSidewaysScroll } from './a11y.ts';
import { enter, tabTo } from './keys.ts';
import { inSixMonths, newMember, side, signIn, signInAtOnce, superviseMember, turnTo } from './people.ts';
import { findSlot } from './slots.ts';
import { desk, expectArrived, expectDrawn, expectSound, phone } from './visit.ts';

test('a booking waits for the officer’s clearance, is cleared, and is given back', async ({
  browser,
  request,
}) => {
  test.slow();
  const name = `Kai ${Date.now() % 100_000}`;
  const member = await newMember(request, name, 'yes', 'en');
  const page = await phone(browser, 'en');
  await signIn(page, member, 'en');
  await expect(page.getByText('Before your first booking, staff settle with you')).toBeVisible();
  await expectSound(page, 'book-1-home-unsettled');
  await page.getByRole('link', { name: 'Service', exact: true }).tap();
  await expectArrived(page, 'Service slots', 'book-2-slots-unsettled');
  await (await findSlot(page, 'Lunch with our elders', 'The next 7 days')).tap();
  await expectArrived(page, 'Lunch with our elders', 'book-3-slot-with-reasons');
  await expect(page.getByText('Staff have yet to settle with you')).toBeVisible();
  await expect(page.getByText('Not bookable yet')).toBeVisible();
  await page.goto('/my/profile');
  const code = await page.getByText(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/).textContent();

  const officer = await desk(browser);
  await signIn(officer, 'officer');
  await turnTo(officer, '我監管的人');
  await expectArrived(officer, '你監管的人', 'book-4-officer-supervisees');
  await officer.getByLabel('會員編號').fill(code ?? '');
  await officer.getByRole('button', { name: '尋找' }).click();
  await expect(officer.getByText(`這是${name}。`)).toBeVisible();
  await officer.getByLabel('監管的最後一日').fill(inSixMonths());
  await officer
    .getByRole('group', { name: '監管令禁止與有案底人士來往' })
    .getByRole('radio', { name: '是' })
    .check();
  await officer.getByRole('button', { name: '登記', exact: true }).click();
  await expect(officer.getByRole('listitem').filter({ hasText: name })).toContainText('要你批核');
  await expectSound(officer, 'book-5-officer-registered');

  await page.goto('/my/slots');
  await page.getByRole('button', { name: 'Filter' }).tap();
  const filter = page.getByRole('dialog', { name: 'Which slots?' });
  await filter.getByLabel('District').selectOption({ label: 'Yau Tsim Mong District' });
  await filter.getByLabel('Kind of service').selectOption({ label: 'Other service' });
  await expectSound(page, 'book-6-filter');
  await filter.getByRole('button', { name: 'Show the slots' }).tap();
  await (await findSlot(page, 'Night walk: supper in the streets', 'The next 7 days')).tap();
  await expectArrived(page, 'Night walk: supper in the streets', 'book-7-slot');
  await page.getByRole('button', { name: 'Book', exact: true }).tap();
  await answerOnce(page);
  const ask = page.getByRole('dialog', { name: 'Book, and ask your officer?' });
  await expect(ask).toContainText('Your officer will be asked first');
  await expectSound(page, 'book-8-confirm');
  await ask.getByRole('button', { name: 'Book and ask' }).tap();
  await expectArrived(page, 'Your place is held Night walk: supper in the streets', 'book-9-waiting');
  await expect(page.getByText('Waiting for your officer')).toBeVisible();

  await turnTo(officer, '批核');
  await expectArrived(officer, '接觸許可', 'book-10-officer-clearances');
  await officer.getByRole('button', { name: `決定${name}的預約` }).click();
  const decision = officer.getByRole('dialog', { name: `決定${name}的預約` });
  await decision.getByRole('button', { name: '儲存決定' }).click();
  await expect(decision.getByRole('alert')).toContainText('這個人可以參加嗎');
  await decision.getByRole('radio', { name: '可以，批核' }).check();
  await expect(decision.getByRole('radio', { checked: true })).toHaveCount(1);
  await decision.getByRole('radio', { name: '只限這次預約' }).check();
  await expectSound(officer, 'book-11-officer-decides');
  await decision.getByRole('button', { name: '儲存決定' }).click();
  await expect(officer.getByRole('status').filter({ hasText: '決定已儲存' })).toBeVisible();
  await expect(officer.locator('li:focus')).toContainText(name);

  await page.getByRole('link', { name: 'My bookings' }).tap();
  await expectArrived(page, 'My bookings', 'book-12-bookings');
  await page.getByRole('link', { name: 'Night walk: supper in the streets' }).tap();
  await expectArrived(page, 'Night walk: supper in the streets', 'book-13-cleared');
  await expect(page.getByText('Booked', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel booking' }).tap();
  await expectSound(page, 'book-14-cancel');
  await page.getByRole('button', { name: 'Cancel the booking' }).tap();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await expectSound(page, 'book-15-cancelled');
});

test('简体: a supervisee books, and the host’s roster says nothing of supervision', async ({
  browser,
  request,
}) => {
  test.slow();
  const name = `小安 ${Date.now() % 100_000}`;
  const member = await newMember(request, name, 'yes', 'zh-Hans');
  await superviseMember(request, member);
  const page = await phone(browser, 'zh-Hans');
  await signIn(page, member, 'zh-Hans');
  await page.getByRole('link', { name: '寻找服务时段' }).tap();
  await expectArrived(page, '义工服务时段', 'book-hans-1-slots');
  await page.getByRole('button', { name: '长者服务' }).tap();
  await expect(page.getByRole('button', { name: '长者服务' })).toHaveAttribute('aria-pressed', 'true');
  await (await findSlot(page, '陪老人家吃午饭', '之后7天')).tap();
  await expectArrived(page, '陪老人家吃午饭', 'book-hans-2-slot');
  await page.getByRole('button', { name: '预约', exact: true }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '可以', exact: true }).tap();
  await page.getByRole('dialog').getByRole('combobox', { name: '年份' }).selectOption('1990');
  await page.getByRole('dialog').getByRole('combobox', { name: '月份' }).selectOption('05');
  await page.getByRole('button', { name: '保存并继续' }).tap();
  await expect(page.getByRole('dialog', { name: '确认预约？' })).toBeVisible();
  await expectSound(page, 'book-hans-3-confirm');
  await page.getByRole('button', { name: '确认预约' }).tap();
  await expectArrived(page, '已为你预约 陪老人家吃午饭', 'book-hans-4-booked');
  const [day] = /\d+月\d+日/.exec(await page.getByRole('main').innerText()) ?? [];

  const host = await desk(browser);
  await signIn(host, 'host');
  await turnTo(host, '服務機會');
  await expect(host).toHaveURL(/\/host\/openings$/);
  await host.getByRole('link', { name: '陪老友記食午飯' }).click();
  await expectArrived(host, '陪老友記食午飯', 'book-hans-5-host-opening');
  await host.getByRole('main').getByRole('link', { name: day }).click();
  await expectArrived(host, '出席名單', 'book-hans-6-host-roster');
  await expect(host.getByText(/^名單會在開始前24小時顯示/)).toBeVisible();
  await expect(host.getByRole('heading', { name: /^\d+人$/ })).toBeVisible();
  await expect(host.getByRole('main')).not.toContainText(name);
  await expect(host.getByRole('main')).not.toContainText(/監管|批核|許可|案底/);

  await page.getByRole('button', { name: '取消预约' }).tap();
  await page.getByRole('button', { name: '确定取消' }).tap();
  await expect(page.getByText('已取消', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expectSound(page, 'book-hans-7-cancelled');
});

test('a slot is booked by keyboard alone', async ({ browser, request }) => {
  const member = await newMember(request, 'Keys', 'no', 'en');
  const page = await desk(browser, 'en');
  await page.goto('/sign-in');
  await tabTo(page.getByLabel('E-mail'));
  await page.keyboard.type(member.address);
  await tabTo(page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(member.password);
  await page.keyboard.press('Enter');
  await enter(page.getByRole('link', { name: 'Find a slot' }));
  await expectArrived(page, 'Service slots', 'book-keys-1-slots');
  await enter(await findSlot(page, 'A call a week', 'The next 7 days', enter));
  await expectArrived(page, 'A call a week', 'book-keys-2-slot');
  await enter(page.getByRole('button', { name: 'Book', exact: true }));
  await expect(page.getByRole('heading', { name: 'May you do unpaid work in Hong Kong?' })).toBeFocused();
  await enter(page.getByRole('button', { name: 'Yes, I may' }));
  await expect(page.getByRole('heading', { name: 'When were you born?' })).toBeFocused();
  await tabTo(page.getByRole('combobox', { name: 'Year' }));
  await page.keyboard.type('1990');
  await tabTo(page.getByRole('combobox', { name: 'Month' }));
  await page.keyboard.type('May');
  await enter(page.getByRole('button', { name: 'Save and continue' }));
  await expect(page.getByRole('heading', { name: 'Book this slot?' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await enter(page.getByRole('button', { name: 'Book it' }));
  await expectArrived(page, 'You have booked A call a week', 'book-keys-3-booked');
});

test('a sheet that was closed opens again at once', async ({ browser, request }) => {
  const page = await desk(browser, 'en');
  const call = await signInAtOnce(page, await newMember(request, 'Ann', 'no', 'en'));
  const [soon, later] = [2, 20].map((days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10));
  const { items } = await call<{ items: { slotId: string }[] }>(
    'GET',
    `/slots?from=${soon}&to=${later}`,
    undefined,
  );
  await page.goto(`/my/slots/${items[0]?.slotId}`);
  const book = page.getByRole('button', { name: 'Book', exact: true });
  const sheet = page.getByRole('dialog');
  await book.click();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(book).toBeFocused();
  await book.click();
  await expect(sheet).toBeVisible();
  // Faster than the browser draws, as on a slow telephone.
  const button = page.getByText('Book', { exact: true });
  await button.evaluate(async (button: HTMLElement) => {
    document.querySelector<HTMLElement>('dialog[open] .head button')?.click();
    await Promise.resolve();
    button.click();
  });
  await expectDrawn(page);
  await expect(sheet).toBeVisible();
  await button.evaluate((button: HTMLElement) => {
    addEventListener('keyup', () => button.click(), { once: true });
  });
  await page.keyboard.press('Escape');
  await expectDrawn(page);
  await expect(sheet).toBeVisible();
});

test('the host records who came, a coordinator verifies, and the hours count', async ({ browser }) => {
  test.slow();
  const host = await desk(browser);
  await signIn(host, 'host');
  await turnTo(host, '服務機會');
  await expect(host).toHaveURL(/\/host\/openings$/);
  await host.getByRole('link', { name: '陪老友記食午飯' }).click();
  await host.getByText(/^已過和已取消/).click();
  // The last lunch of the demo, to which 阿樂 was expected.
  await host.getByRole('main').getByRole('list').last().getByRole('link').first().click();
  await expectArrived(host, '出席名單', 'hours-1-roster');
  await host.getByRole('button', { name: '記錄阿樂 Ah Lok' }).click();
  await host.getByRole('button', { name: '其他時數' }).click();
  await host.getByLabel('服務時數').fill('2.6');
  await host.getByRole('button', { name: '儲存' }).click();
  await expect(host.getByRole('alert')).toContainText('請以四分之一小時為單位');
  // More than the shift lasts is asked for its reason.
  await host.getByLabel('服務時數').fill('4');
  await host.getByRole('button', { name: '儲存' }).click();
  await expect(host.getByRole('alert')).toContainText('這個時段只有3小時');
  await host.getByLabel('服務時數').fill('2.5');
  await expectSound(host, 'hours-2-record');
  await host.getByRole('button', { name: '儲存' }).click();
  await expect(host.getByRole('listitem').filter({ hasText: '阿樂' })).toContainText('有出席，2.5小時');
  await expect(host.locator('li:focus')).toContainText('阿樂');

  const member = await phone(browser);
  await signIn(member, 'supervisee');
  await member.getByRole('link', { name: '時數', exact: true }).tap();
  await expect(member.getByRole('heading', { level: 2, name: '等候核實' })).toBeVisible();
  await expectSound(member, 'hours-3-waiting');

  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await turnTo(coordinator, '出席及時數');
  await expectArrived(coordinator, '待核實時數', 'hours-4-verify');
  const row = coordinator.getByRole('listitem').filter({ hasText: '阿樂' });
  await more(coordinator, row);
  const waiting = Number(await side(coordinator, '出席及時數').locator('.num').textContent());
  await row.getByRole('button', { name: '阿樂 Ah Lok的其他時數' }).click();
  await row.getByLabel('服務時數').fill('2.75');
  await row.getByRole('button', { name: '儲存' }).click();
  // What is done does not wait any more, and the side says so at once.
  await expect(side(coordinator, '出席及時數').locator('.num')).toHaveText(String(waiting - 1));
  // The row stays where it was, as its result, and the reader's place is on it.
  await expect(row).toContainText('2.75小時');
  await expect(row).toContainText('已核實');
  await expect(row).toBeFocused();
  await expectSound(coordinator, 'hours-4b-verified');
  // Verified in error: it is taken back with a reason, and verified again.
  await row.getByRole('button', { name: '收回阿樂 Ah Lok的時數' }).click();
  const sheet = coordinator.getByRole('dialog');
  await sheet.getByLabel('為甚麼收回？').fill('看錯了一行。');
  await sheet.getByRole('button', { name: '收回', exact: true }).click();
  await expect(row).toContainText('看錯了一行。');
  await row.getByRole('button', { name: '核實阿樂 Ah Lok的時數' }).click();
  await expect(row).toContainText('已核實');

  await member.reload();
  await expect(member.getByRole('heading', { level: 2, name: '已核實' })).toBeVisible();
  await expect(member.getByRole('listitem').filter({ hasText: '陪老友記食午飯' }).first()).toContainText(
    '2.75',
  );
  await expectSound(member, 'hours-5-verified');

  // What was verified wrongly is corrected on the list of the shift.
  await coordinator.goto(host.url().replace('/host/', '/staff/'));
  await expect(coordinator.getByRole('heading', { level: 1, name: '出席名單' })).toBeVisible();
  await coordinator.getByRole('button', { name: '更正阿樂 Ah Lok的時數' }).click();
  await coordinator.getByLabel('服務時數').fill('2.25');
  await expectSound(coordinator, 'hours-7-correct');
  await coordinator.getByRole('button', { name: '儲存' }).click();
  await expect(coordinator.getByRole('listitem').filter({ hasText: '阿樂' })).toContainText('2.25');
  await member.reload();
  await expect(member.getByRole('listitem').filter({ hasText: '陪老友記食午飯' }).first()).toContainText(
    '2.25',
  );
});

test('a member’s pages fit a window of 320 pixels', async ({ browser }) => {
  const page = await phone(browser);
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, 'supervisee');
  await expect(page).toHaveURL('/my');
  for (const path of ['/my', '/my/slots', '/my/bookings', '/my/hours', '/my/profile', '/my/pairings']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy', 'true');
    await expectNoSidewaysScroll(page);
  }
});

test('a member’s pages hold text of twice the size', async ({ browser }) => {
  const page = await phone(browser);
  await signIn(page, 'supervisee');
  await expect(page).toHaveURL('/my');
  await page.goto('/my/slots');
  const slot = await page.getByRole('article').first().getByRole('link').getAttribute('href');
  await page.goto('/my/bookings');
  const booking = await page.locator('main a[href^="/my/bookings/"]').first().getAttribute('href');
  for (const path of ['/my', '/my/slots', slot, '/my/bookings', booking, '/my/hours', '/my/profile']) {
    await page.goto(path ?? '');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main .skeleton, main [aria-busy]')).toHaveCount(0);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    await expectNoSidewaysScroll(page);
    await expectNothingOverprinted(page);
    // What stays at the foot leaves the window to what it is about.
    const foot = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.dock, nav.tabs')]
        .filter((bar) => bar.checkVisibility() && getComputedStyle(bar).position === 'sticky')
        .reduce((high, bar) => high + bar.offsetHeight, 0),
    );
    expect(foot, `at the foot of ${path}`).toBeLessThanOrEqual(page.viewportSize()!.height / 4);
    await page.screenshot({
      path: `../screenshots/large-${(path ?? '').split('/')[2] ?? 'home'}-${path?.length}.png`,
    });
  }
});

/** Answers what a member is asked once, before their first booking. */
async function answerOnce(page: Page) {
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Yes, I may' }).tap();
  await sheet.getByRole('combobox', { name: 'Year' }).selectOption('1990');
  await sheet.getByRole('combobox', { name: 'Month' }).selectOption('05');
  await sheet.getByRole('button', { name: 'Save and continue' }).tap();
}

/** Loads more of a list until it shows the row. */
async function more(page: Page, row: Locator) {
  const button = page.getByRole('button', { name: '顯示更多' });
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  while (!(await row.isVisible()) && (await button.isVisible())) {
    const loaded = page.waitForResponse(/\/api\/v1\/attendance/);
    await button.click();
    await loaded;
  }
}
