import { expect, test } from './story.ts';
import { expectNoSidewaysScroll } from './a11y.ts';
import { enter, tick } from './keys.ts';
import { answerOnce, codeOf, newMember, signIn, turnTo } from './people.ts';
import { findSlot } from './slots.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

test('two who are kept apart book one shift, and a coordinator finds another place for one of them', async ({
  browser,
  request,
}) => {
  test.slow();
  const mark = Date.now() % 100_000;
  const [firstName, laterName] = [`Ming ${mark}`, `小輝 ${mark}`];
  const first = await newMember(request, firstName, 'no', 'en');
  const later = await newMember(request, laterName, 'no');
  for (const member of [first, later]) await answerOnce(request, member);

  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await turnTo(coordinator, '須分隔名單');
  await coordinator.getByLabel('第一個人').fill(await codeOf(request, first));
  await coordinator.getByLabel('第二個人').fill(await codeOf(request, later));
  await expectSound(coordinator, 'apart-1-entered');
  await coordinator.getByRole('button', { name: '分隔兩人' }).click();
  await expect(coordinator.getByRole('status').filter({ hasText: '已分隔這兩個人' })).toBeVisible();

  // Whoever was first reads what everybody on the list reads.
  const early = await phone(browser, 'en');
  await signIn(early, first, 'en');
  await expect(early).toHaveURL('/my');
  await early.goto('/my/slots');
  await (await findSlot(early, 'Mending a mountain trail by hand', 'The next 7 days')).tap();
  await expect(early.getByText('Your place is held, and we confirm it by tomorrow evening.')).toBeVisible();
  await expectSound(early, 'apart-2-slot');
  const slot = early.url();
  await early.getByRole('button', { name: 'Book', exact: true }).tap();
  await expectSound(early, 'apart-0-sheet');
  await early.getByRole('button', { name: 'Book it' }).tap();
  await expectArrived(early, 'Your place is held Mending a mountain trail by hand', 'apart-3-first');
  await expect(early.getByText('We confirm it soon')).toBeVisible();

  const late = await phone(browser);
  await signIn(late, later);
  await expect(late).toHaveURL('/my');
  await late.goto(slot);
  await expect(late.getByText('名額會為你保留，我們會在明天傍晚前確認。')).toBeVisible();
  await late.getByRole('button', { name: '預約', exact: true }).tap();
  await expectSound(late, 'apart-4-sheet');
  await late.getByRole('button', { name: '確認預約' }).tap();
  await expectArrived(late, '已為你保留名額 手作步道：修補山徑', 'apart-4-later');
  await expect(late.getByText('稍後確認')).toBeVisible();

  await turnTo(coordinator, '可能碰面');
  await expectArrived(coordinator, '可能碰面', 'apart-5-meetings');
  const row = coordinator.getByRole('listitem').filter({ hasText: laterName });
  await expect(row).toContainText(`會遇上${firstName}`);
  await expect(row).toContainText('第一次');
  await expect(row).toContainText('手作步道：修補山徑');

  // The same question on a coordinator's phone, where it is decided.
  const pocket = await phone(browser);
  await signIn(pocket, 'coordinator');
  await expect(pocket).toHaveURL(/\/desk$/);
  await pocket.goto('/staff/meetings');
  await expect(pocket.getByRole('listitem').filter({ hasText: laterName })).toBeVisible();
  await expectSound(pocket, 'apart-6-meetings-phone');
  await expectNoSidewaysScroll(pocket);
  // By keys alone.
  await enter(pocket.getByRole('button', { name: `決定${laterName}的預約` }));
  const decision = pocket.getByRole('dialog', { name: `決定${laterName}的預約` });
  await enter(decision.getByRole('button', { name: '儲存' }));
  await expect(decision.getByRole('alert')).toContainText('為誰另找名額');
  await expectSound(pocket, 'apart-7-nothing-chosen');
  await tick(decision.getByRole('radio', { name: `為${laterName}` }));
  await expectSound(pocket, 'apart-8-decides');
  await enter(decision.getByRole('button', { name: '儲存' }));
  await expect(pocket.getByRole('status').filter({ hasText: '已決定' })).toBeVisible();
  await expect(pocket.getByRole('listitem').filter({ hasText: laterName })).toHaveCount(0);
  await expectSound(pocket, 'apart-9-decided');

  // On the desk the question was open already: it is answered, and nothing is decided twice.
  await coordinator.getByRole('button', { name: `決定${laterName}的預約` }).click();
  const again = coordinator.getByRole('dialog', { name: `決定${laterName}的預約` });
  await again.getByRole('radio', { name: `為${firstName}` }).check();
  await expectSound(coordinator, 'apart-10-desk-decides');
  await again.getByRole('button', { name: '儲存' }).click();
  await expect(again.getByRole('alert')).toBeVisible();
  await expectSound(coordinator, 'apart-11-decided-already');
  await again.getByRole('button', { name: '載入最新資料' }).click();
  await expect(again).toHaveCount(0);
  await expect(coordinator.getByRole('listitem').filter({ hasText: laterName })).toHaveCount(0);

  // For the later one another place is found, and the first one notices nothing; neither reads of the other.
  await late.reload();
  await expect(late.getByText('我們會為你另找名額，這次不用去。')).toBeVisible();
  await expect(late.getByRole('main')).toContainText('請致電我們。這對你沒有影響。');
  await expect(late.getByRole('main').getByRole('link', { name: /^\+?[\d ]+$/ })).toBeVisible();
  await expect(late.getByRole('button', { name: '取消預約' })).toHaveCount(0);
  await expectSound(late, 'apart-12-given-back');
  await early.reload();
  await expect(early.getByText('We confirm it soon')).toBeVisible();
  await expect(early.getByRole('button', { name: 'Cancel booking' })).toBeVisible();
  await expectSound(early, 'apart-13-first-still');
  await expect(late.getByRole('main')).not.toContainText(firstName);
  await expect(late.getByRole('main')).not.toContainText(/分隔|碰面|另一人/);
  await expect(early.getByRole('main')).not.toContainText(laterName);
  await expect(early.getByRole('main')).not.toContainText(/apart|would meet|other person/i);
});
