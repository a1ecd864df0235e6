import { applyAsMentor, codeOf, newMember, side, signIn, signInAtOnce, turnTo } from './people.ts';
import { expect, test } from './story.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

test('a psychologist opens a file in an emergency, the person reads of it, and a privacy officer reviews it', async ({
  browser,
  request,
}) => {
  test.slow();
  const member = await newMember(request, '阿穗', 'no');
  await applyAsMentor(request, member);
  const code = await codeOf(request, member);

  const clinic = await desk(browser);
  await signIn(clinic, 'psychologist');
  await expect(clinic).toHaveURL('/desk');
  await turnTo(clinic, '緊急查閱');
  await expectArrived(clinic, '緊急查閱', 'emergency-1-form');
  // What is missing is said before anything is sent, and who nobody is after.
  await clinic.getByLabel('發生了甚麼事').fill('太短');
  await clinic.getByRole('button', { name: '打開檔案60分鐘' }).click();
  await expectSound(clinic, 'emergency-2-missing');
  await clinic.getByLabel('會員編號或轉介編號').fill('P-9999');
  await clinic.getByRole('radio', { name: '對方沒有到，大家擔心' }).check();
  await clinic.getByLabel('發生了甚麼事').fill('他約了今日見面，沒有到。');
  await clinic.getByRole('button', { name: '打開檔案60分鐘' }).click();
  await expect(clinic.getByRole('alert')).toContainText('找不到這個編號');
  await clinic.getByLabel('會員編號或轉介編號').fill(code.toLowerCase());
  await clinic.getByRole('button', { name: '打開檔案60分鐘' }).click();
  await expectArrived(clinic, `緊急查閱：${code}`, 'emergency-3-open');
  await expect(clinic.getByText(/還有(59|60)分鐘/)).toBeVisible();
  const access = clinic.url();
  await clinic.getByRole('link', { name: '導師檔案' }).click();
  await expect(clinic.getByRole('heading', { level: 1 })).toContainText('阿穗');
  await expect(clinic.getByText(/還有(59|60)分鐘/)).toBeVisible();
  await expect(clinic.getByRole('link', { name: '返回緊急查閱' })).toBeVisible();
  await expectSound(clinic, 'emergency-4-file');

  const own = await phone(browser);
  await signInAtOnce(own, member);
  await own.goto('/my/looks');
  const box = own.getByRole('listitem').filter({ hasText: '緊急查閱一次' });
  await expect(box).toContainText('只限60分鐘。');
  await expect(box).toContainText('原因：你沒有到，大家擔心你。');
  await expect(box).toContainText('將由另一人覆核。');
  await expectSound(own, 'emergency-5-told');

  const office = await desk(browser);
  await signIn(office, 'privacy');
  await expect(office).toHaveURL('/desk');
  await turnTo(office, '緊急查閱');
  await expectArrived(office, '緊急查閱', 'emergency-6-office');
  await office.getByRole('link', { name: code }).click();
  await expect(office.getByText(/完結後才可以覆核/)).toBeVisible();

  await clinic.goto(access);
  await clinic.getByRole('button', { name: '現在完結' }).click();
  await expect(clinic.getByText(/檔案已經關上/)).toBeVisible();
  await expectSound(clinic, 'emergency-7-ended');

  await office.goto('/desk');
  await office.getByRole('link', { name: /覆核緊急查閱/ }).click();
  await turnTo(office, '緊急查閱');
  await office.getByRole('link', { name: code }).click();
  await expectArrived(office, `緊急查閱：${code}`, 'emergency-8-review');
  await office.getByRole('radio', { name: '沒有需要' }).check();
  await office.getByLabel('為甚麼沒有需要').fill('當日有當值同事在場，可以先問他們，不必打開檔案。');
  await office.getByRole('button', { name: '儲存覆核' }).click();
  await expect(office.getByText('當日有當值同事在場，可以先問他們，不必打開檔案。')).toBeVisible();
  await expectSound(office, 'emergency-9-reviewed');
  await expect(side(office, '緊急查閱')).toBeVisible();

  await own.reload();
  await expect(box).toContainText('沒有需要，本來不應該看。');
});

test('on a phone, in English, an emergency access is opened and ended', async ({ browser, request }) => {
  test.slow();
  const member = await newMember(request, 'Sui', 'no', 'en');
  await applyAsMentor(request, member);
  const code = await codeOf(request, member);
  const page = await phone(browser, 'en');
  await signIn(page, 'psychologist', 'en');
  await expect(page).toHaveURL('/desk');
  await page.goto('/data/emergencies');
  await page.getByLabel('Member code or referral number').fill(code);
  await page.getByRole('radio', { name: 'Life or health is in danger' }).check();
  await page
    .getByLabel('What has happened')
    .fill('She wrote that she cannot go on, and nobody answers the door.');
  await expectSound(page, 'emergency-10-phone');
  await page.getByRole('button', { name: 'Open the file for 60 minutes' }).tap();
  await expectArrived(page, `Emergency access: ${code}`, 'emergency-11-phone-open');
  await page.getByRole('link', { name: 'File as a mentor' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Sui');
  await page.goBack();
  await page.getByRole('button', { name: 'End now' }).tap();
  await expect(page.getByText('The file is closed.')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Emergency access' }).tap();
  await expectArrived(page, 'Emergency access', 'emergency-12-phone-list');
  await expect(page.getByRole('listitem').filter({ hasText: code })).toContainText('Waits for its review');
});
