import { expect, test } from './story.ts';
import { newMember, signIn, turnTo } from './people.ts';
import { findSlot } from './slots.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

test('a volunteer reads that a check is needed, a coordinator records it, and the volunteer books', async ({
  browser,
  request,
}) => {
  test.slow();
  const name = `Fai ${Date.now() % 100_000}`;
  const member = await newMember(request, name, 'no', 'en');
  const page = await phone(browser, 'en');
  await signIn(page, member, 'en');
  await page.getByRole('link', { name: 'Service', exact: true }).tap();
  await expectArrived(page, 'Service slots', 'checks-1-slots');
  await (await findSlot(page, 'The homework table', 'The next 7 days')).tap();
  await expectArrived(page, 'The homework table', 'checks-2-needs-a-check');
  const slot = page.url();
  await expect(page.getByText('Needs a Sexual Conviction Record Check valid on the day')).toBeVisible();
  const [, code = ''] =
    /Your member code: ([A-Z0-9]{3}-[A-Z0-9]{3})\./.exec(await page.getByRole('main').innerText()) ?? [];
  await page.goto('/my/profile');
  await expect(page.getByText(code, { exact: true })).toBeVisible();

  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await turnTo(coordinator, '會員');
  await expectArrived(coordinator, '會員', 'checks-3-members');
  await coordinator.getByLabel('會員編號').fill('no such');
  await coordinator.getByRole('button', { name: '尋找' }).click();
  await expect(coordinator.getByRole('alert')).toBeVisible();
  await coordinator.getByLabel('會員編號').fill(code.toLowerCase());
  await coordinator.getByRole('button', { name: '尋找' }).click();
  await expect(coordinator.getByText(`這是${name}。`)).toBeVisible();
  await coordinator.getByRole('button', { name: '記錄查核' }).click();
  const sheet = coordinator.getByRole('dialog', { name: '記錄查核' });
  await sheet.getByRole('radio', { name: '性罪行定罪紀錄查核' }).check();
  await sheet.getByLabel('有效至').fill(inTwoYears());
  await expectSound(coordinator, 'checks-4-record');
  await sheet.getByRole('button', { name: '儲存' }).click();
  await expect(coordinator.getByRole('listitem').filter({ hasText: '性罪行定罪紀錄查核' })).toBeVisible();
  await expectSound(coordinator, 'checks-5-recorded');

  await page.goto(slot);
  await page.getByRole('button', { name: 'Book', exact: true }).tap();
  const ask = page.getByRole('dialog');
  await ask.getByRole('button', { name: 'Yes, I may' }).tap();
  await ask.getByRole('combobox', { name: 'Year' }).selectOption('1990');
  await ask.getByRole('combobox', { name: 'Month' }).selectOption('05');
  await ask.getByRole('button', { name: 'Save and continue' }).tap();
  await expectSound(page, 'checks-6-sheet');
  await page.getByRole('button', { name: 'Book it' }).tap();
  await expectArrived(page, 'You have booked The homework table', 'checks-6-booked');
});

function inTwoYears(): string {
  const day = new Date();
  day.setFullYear(day.getFullYear() + 2, day.getMonth(), 1);
  return day.toISOString().slice(0, 10);
}
