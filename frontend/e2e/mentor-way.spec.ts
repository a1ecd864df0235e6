import { expect, test, type Page } from './story.ts';
import { enter } from './keys.ts';
import { applyAsMentor, callAs, inSixMonths, newMember, signIn, turnTo } from './people.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

test('an applicant is checked, trained, accompanied, signed off and becomes a mentor', async ({
  browser,
  request,
}) => {
  test.slow();
  const name = `志明${Date.now() % 100_000}`;
  const member = await newMember(request, name, 'no');
  const id = await applyAsMentor(request, member);

  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await coordinator.getByRole('link', { name: /^導師/ }).click();
  await expectArrived(coordinator, '導師', 'way-1-applied');
  await coordinator.getByRole('link', { name }).click();
  await expectArrived(coordinator, name, 'way-2-person');
  await move(coordinator, '篩選');
  await move(coordinator, '面談');
  await expect(coordinator.getByText('暫時未能轉到「接納」')).toBeVisible();
  await expectSound(coordinator, 'way-3-not-yet-accepted');

  // A check that must end some day is not recorded without that day.
  await coordinator.getByRole('button', { name: '記錄查核' }).click();
  const check = coordinator.getByRole('dialog', { name: '記錄查核' });
  await check.getByRole('radio', { name: '性罪行定罪紀錄查核' }).check();
  await check.getByRole('button', { name: '儲存' }).click();
  await expect(check.getByRole('alert')).toContainText('有效至');
  await expectSound(coordinator, 'way-4-check-refused');
  await check.getByRole('radio', { name: '探訪許可' }).check();
  await check.getByLabel(/有效至/).fill(inSixMonths());
  await check.getByRole('button', { name: '儲存' }).click();
  await expect(coordinator.getByText('已記錄查核')).toBeVisible();
  for (const count of [1, 2]) {
    await coordinator.getByRole('button', { name: '記錄查核' }).click();
    await check.getByRole('radio', { name: '諮詢人意見' }).check();
    await check.getByRole('button', { name: '儲存' }).click();
    await expect(coordinator.getByRole('listitem').filter({ hasText: /^諮詢人意見/ })).toHaveCount(count);
  }

  const psychologist = await desk(browser);
  await signIn(psychologist, 'psychologist');
  await expect(psychologist).toHaveURL('/desk');
  await turnTo(psychologist, '導師');
  await psychologist.getByRole('link', { name }).click();
  await expectArrived(psychologist, name, 'way-5-interviewed');
  await psychologist.getByRole('button', { name: '同意', exact: true }).click();
  const word = psychologist.getByRole('dialog');
  await expect(word.getByText(/^由林靜儀 Clara簽核/)).toBeVisible();
  await word.getByRole('button', { name: '同意', exact: true }).click();
  await expect(psychologist.getByText(/林靜儀 Clara於.+同意/).first()).toBeVisible();

  await coordinator.reload();
  await move(coordinator, '接納');
  await move(coordinator, '培訓');
  await expect(coordinator.getByText('暫時未能轉到「實習」')).toBeVisible();
  await expect(coordinator.getByRole('main')).toContainText(/「聆聽與引發動力」/);
  await expectSound(coordinator, 'way-6-training-missing');
  await record(coordinator, '聆聽與引發動力', '未通過');
  await expect(coordinator.getByRole('listitem').filter({ hasText: '聆聽與引發動力' }).last()).toContainText(
    '未通過',
  );

  // A colleague records the rest; what this coordinator has open is old then.
  const colleague = await callAs(request, 'coordinator');
  let { version } = await colleague<{ version: number }>('GET', `/mentors/${id}`, undefined);
  for (let module = 1; module <= 12; module += 1) {
    const body = { attended: true, passed: true, on: '2026-01-05', version };
    ({ version } = await colleague<{ version: number }>('PUT', `/mentors/${id}/modules/M${module}`, body));
  }
  await record(coordinator, '聆聽與引發動力', '已通過');
  const late = coordinator.getByRole('dialog', { name: '聆聽與引發動力' });
  await expect(late.getByRole('alert')).toBeFocused();
  await expectSound(coordinator, 'way-7-stale');
  await late.getByRole('button', { name: '載入最新資料' }).click();
  await expect(late).toBeHidden();
  await expect(coordinator.getByText('已完成48小時。最少要40小時，整個課程共48小時。')).toBeVisible();

  const place = await open(coordinator, '實習');
  await place.getByRole('button', { name: '轉到「實習」' }).click();
  await expect(place.getByRole('alert')).toContainText('陪同實習的心理學家');
  await place.getByRole('combobox', { name: '陪同實習的心理學家' }).selectOption({ label: '林靜儀 Clara' });
  await place.getByRole('button', { name: '轉到「實習」' }).click();
  await expect(coordinator.getByText('由林靜儀 Clara陪同')).toBeVisible();

  await psychologist.reload();
  await psychologist.getByLabel('時數').fill('13');
  await psychologist.getByRole('button', { name: '記錄時數' }).click();
  await expect(psychologist.getByRole('alert')).toContainText('時數');
  await expectSound(psychologist, 'way-8-hours-refused');
  for (const sum of [12, 24]) {
    await psychologist.getByLabel('時數').fill('12');
    await psychologist.getByRole('button', { name: '記錄時數' }).click();
    await expect(psychologist.getByText(`已完成${sum}小時。最少要24小時。`)).toBeVisible();
  }

  await coordinator.reload();
  await move(coordinator, '評核');
  await psychologist.reload();
  // The psychologist signs by keys alone.
  await enter(psychologist.getByRole('button', { name: '簽核', exact: true }));
  await enter(psychologist.getByRole('dialog').getByRole('button', { name: '簽核', exact: true }));
  await expectSigned(psychologist, '林靜儀 Clara');
  await enter(psychologist.getByRole('button', { name: '確認對哪些話題自在' }));
  await enter(psychologist.getByRole('dialog').getByRole('button', { name: '確認', exact: true }));
  await expect(psychologist.getByText(/林靜儀 Clara於.+確認/)).toBeVisible();
  await expectSound(psychologist, 'way-9-signed');
  await coordinator.reload();
  await expect(coordinator.getByText('暫時未能轉到「可配對」')).toBeVisible();
  await coordinator.getByRole('button', { name: '簽核', exact: true }).click();
  await coordinator.getByRole('dialog').getByRole('button', { name: '簽核', exact: true }).click();
  await expectSigned(coordinator, '何婉雯 Yuen Man');
  await coordinator.getByRole('button', { name: '確認能給予甚麼' }).click();
  await coordinator.getByRole('dialog').getByRole('button', { name: '確認', exact: true }).click();
  await expect(coordinator.getByText(/何婉雯 Yuen Man於.+確認/)).toBeVisible();
  const last = await open(coordinator, '可配對');
  await last.getByRole('button', { name: '轉到「可配對」' }).click();
  await expect(last.getByRole('alert')).toContainText('認證有效至');
  await last.getByLabel('認證有效至').fill(inSixMonths());
  await last.getByRole('button', { name: '轉到「可配對」' }).click();
  await expect(coordinator.getByText(/可配對.+認證至/).first()).toBeVisible();
  await expectSound(coordinator, 'way-10-active');

  const mentor = await phone(browser);
  await signIn(mentor, member);
  await expect(mentor).toHaveURL('/my');
  await mentor.goto('/my/mentor');
  const steps = mentor.getByRole('main').getByRole('listitem');
  await expect(steps.filter({ hasText: '你在這裡' })).toContainText('導師');
  await expectSound(mentor, 'way-11-mentor');
});

/** Opens what a step asks for. */
async function open(page: Page, state: string) {
  await page
    .getByRole('main')
    .getByRole('button', { name: `轉到「${state}」` })
    .click();
  return page.getByRole('dialog', { name: `轉到「${state}」` });
}

/** Takes a step that needs nothing besides. */
async function move(page: Page, state: string) {
  const sheet = await open(page, state);
  await sheet.getByRole('button', { name: `轉到「${state}」` }).click();
  await expect(page.getByRole('status').filter({ hasText: `已轉到「${state}」` })).toBeVisible();
}

/** Records a module's result. */
async function record(page: Page, module: string, result: string) {
  await page.getByRole('button', { name: `記錄「${module}」的結果` }).click();
  const sheet = page.getByRole('dialog', { name: module });
  await sheet.getByRole('radio', { name: result, exact: true }).check();
  await sheet.getByRole('button', { name: '儲存' }).click();
}

/** The signature stands beside its role; the person's name alone is on the page more than once. */
async function expectSigned(page: Page, name: string) {
  await expect(
    page.getByRole('definition').filter({ hasText: new RegExp(`^${name}於.+簽核$`) }),
  ).toBeVisible();
}
