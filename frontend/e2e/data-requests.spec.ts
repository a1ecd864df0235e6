import { expectNoSidewaysScroll } from './a11y.ts';
import { linkTo } from './letters.ts';
import { newMember, signInAtOnce, turnTo } from './people.ts';
import { expect, test } from './story.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

test('a member asks for a copy on a phone, the privacy officer answers, and the member reads it', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '家偉', 'no');
  const own = await phone(browser);
  await signInAtOnce(own, member);
  await own.goto('/my/profile');
  await own.getByRole('link', { name: '看、更正或刪除我的資料' }).click();
  await expectArrived(own, '你的資料由你作主', 'data-requests-1-own');
  await own.getByRole('button', { name: '送出' }).click();
  await expectSound(own, 'data-requests-2-missing');
  await own.getByRole('radio', { name: /^看看你們保存我的甚麼/ }).check();
  await own.getByRole('button', { name: '送出' }).click();
  await expect(own.getByText('已送出，私隱主任收到了。')).toBeVisible();
  await expectSound(own, 'data-requests-3-asked');
  // The same once more is refused, and nothing says beside it that it was sent.
  await own.getByRole('radio', { name: /^看看你們保存我的甚麼/ }).check();
  await own.getByRole('button', { name: '送出' }).click();
  await expect(own.getByRole('alert')).toBeVisible();
  await expect(own.getByText('已送出，私隱主任收到了。')).toHaveCount(0);

  const office = await desk(browser);
  await signInAtOnce(office, 'privacy');
  await office.goto('/desk');
  await turnTo(office, '資料要求');
  await expectArrived(office, '資料要求', 'data-requests-4-desk');
  await office.getByRole('link', { name: '家偉' }).first().click();
  await expectArrived(office, '家偉想看自己的資料', 'data-requests-5-file');
  await office.getByRole('link', { name: '預覽交付內容' }).click();
  await expectArrived(office, '我的資料副本', 'data-requests-6-preview');
  await expect(office.getByText(/對方想看/)).toHaveCount(0);
  await office.getByRole('link', { name: '返回' }).click();
  // What is not asked yet is not missing.
  await office.getByRole('button', { name: '送出答覆' }).click();
  await expect(office.getByRole('alert').getByRole('link')).toHaveCount(1);
  await office.getByRole('radio', { name: '做到了' }).check();
  await office.getByRole('button', { name: '送出答覆' }).click();
  await expect(office.getByText('已答覆', { exact: true }).first()).toBeVisible();
  await expectSound(office, 'data-requests-7-answered');

  // The home page says that there is an answer.
  await own.goto('/my');
  await own.getByRole('link', { name: '看答覆' }).click();
  await own.getByRole('link', { name: '看我的資料副本' }).click();
  await expectArrived(own, '我的資料副本', 'data-requests-8-copy');
  await expect(own.getByText('家偉').first()).toBeVisible();
  // All of it is words, none of it a code of the database.
  await expect(own.getByRole('main')).toContainText('私隱主任');
  await expect(own.getByRole('main')).not.toContainText(/[a-z]+_[a-z]+|[0-9a-f]{40,}|MFRC-/);
  await expectNoSidewaysScroll(own);
});

test('a member takes a request back, and one that is refused says why', async ({ browser, request }) => {
  const member = await newMember(request, 'Bikash', 'no');
  const own = await desk(browser, 'en');
  await signInAtOnce(own, member);
  await own.goto('/my/requests');
  await own.getByRole('radio', { name: /^Erase it/ }).check();
  await own.getByRole('button', { name: 'Send' }).click();
  await own.reload();
  await own.getByRole('button', { name: 'Take it back: Erase it' }).click();
  await own.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
  await expect(own.getByText('Taken back').first()).toBeVisible();
  await own.getByRole('radio', { name: /^Mend a mistake/ }).check();
  await own.getByRole('textbox').fill('My month of birth is wrong.');
  await own.getByRole('button', { name: 'Send' }).click();
  await expect(own.getByText('Sent. The privacy officer has it.')).toBeVisible();

  const office = await desk(browser, 'en');
  await signInAtOnce(office, 'privacy');
  await office.goto('/data/requests');
  await office.getByRole('link', { name: 'Bikash' }).first().click();
  await office.getByRole('radio', { name: 'No, refuse it' }).check();
  await office.getByLabel('What they read').fill('You can change it on your own page.');
  await office.getByRole('button', { name: 'Send the answer' }).click();
  await expectSound(office, 'data-requests-9-refused');
  await own.reload();
  await expect(own.getByText('You can change it on your own page.')).toBeVisible();
  await expectSound(own, 'data-requests-10-own-refused');
});

test('whoever asks to be erased is, after the officer has said so twice, and is told by the last letter', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '樂兒', 'no');
  const own = await phone(browser);
  await signInAtOnce(own, member);
  await own.goto('/my/requests');
  await own.getByRole('radio', { name: /^刪除/ }).check();
  await own.getByRole('button', { name: '送出' }).click();
  await expect(own.getByText('已送出，私隱主任收到了。')).toBeVisible();

  const office = await desk(browser);
  await signInAtOnce(office, 'privacy');
  await office.goto('/data/requests');
  await office.getByRole('link', { name: '樂兒' }).first().click();
  await office.getByRole('radio', { name: '刪除', exact: true }).check();
  await expect(office.getByText('不能復原')).toBeVisible();
  await expect(office.getByRole('textbox')).toHaveCount(0);
  await expectSound(office, 'data-requests-11-erasing');
  await office.getByRole('button', { name: '送出答覆' }).click();
  const sheet = office.getByRole('dialog', { name: '永久刪除樂兒的資料？' });
  await expectSound(office, 'data-requests-12-sure');
  await sheet.getByRole('button', { name: '刪除這個人的資料' }).click();
  await expect(office.getByText('已刪除這個人的資料')).toBeVisible();
  await office.goto('/data/requests');
  await expect(office.getByRole('link', { name: '已刪除的人' }).first()).toBeVisible();
  await expect(office.getByRole('main')).not.toContainText(/[0-9a-f]{8}-|樂兒/);

  expect(new URL(await linkTo(member.address)).pathname).toBe('/privacy');
  await own.goto('/my');
  await expect(own).toHaveURL(/\/sign-in/);
});
