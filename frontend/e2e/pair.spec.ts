import { expect, test, type Page } from './story.ts';
import { enter } from './keys.ts';
import { signIn, turnTo } from './people.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

// Both change the same pairings, so one goes after the other.
test.describe.configure({ mode: 'default' });

test('a round proposes, the psychologist endorses, the coordinator decides and brings the round up to date', async ({
  browser,
}) => {
  test.slow();
  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await turnTo(coordinator, '配對回合');
  await expectArrived(coordinator, '配對回合', 'pair-1-rounds');
  await expect(coordinator.getByRole('region', { name: '可參加這一輪的人' })).toContainText('心理學家名額');
  await coordinator.getByRole('button', { name: '開始配對' }).click();
  await expect(coordinator.getByRole('heading', { level: 1, name: /一輪/ })).toBeVisible();
  await expect(coordinator.getByRole('heading', { level: 1, name: /一輪配對完成/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(coordinator.getByText('結果已驗證：沒有其他組合能配對更多人。')).toBeVisible();
  const unmatched = coordinator.getByRole('table', { name: /位暫時沒有配對，原因如下/ });
  await expect(
    unmatched
      .getByRole('row')
      .nth(1)
      .getByRole('link', { name: /^打開.+的轉介$/ }),
  ).toBeVisible();
  await expectArrived(coordinator, await heading(coordinator), 'pair-2-round-result');

  await coordinator.getByRole('link', { name: /^審閱\d+份建議$/ }).click();
  await expect(coordinator.getByRole('button', { name: '不批核⋯⋯' })).toBeVisible();
  await expectArrived(coordinator, '審閱', 'pair-3-queue');
  await expect(coordinator.getByRole('button', { name: '批核', exact: true })).toBeHidden();
  const names = await oneForClara(coordinator);
  await expectSound(coordinator, 'pair-4-proposal');

  const psychologist = await desk(browser);
  await signIn(psychologist, 'psychologist');
  await turnTo(psychologist, '待同意的建議');
  await expectArrived(psychologist, '待同意的建議', 'pair-5-to-endorse');
  await psychologist.getByRole('link', { name: names }).click();
  await expectArrived(psychologist, names, 'pair-6-endorse');
  await expect(psychologist.getByRole('region', { name: '為何建議他們同行' })).toContainText(
    '合計，只供職員參考',
  );
  // By keys, as are the decisions below.
  await enter(psychologist.getByRole('button', { name: '同意⋯⋯', exact: true }));
  const endorsing = psychologist.getByRole('dialog', { name: '同意這個配對？' });
  await enter(endorsing.getByRole('button', { name: '同意', exact: true }));
  await expect(psychologist.getByText('心理學家已同意')).toBeVisible();
  await expectSound(psychologist, 'pair-7-endorsed');

  await coordinator.reload();
  const row = coordinator.getByRole('listitem').filter({ hasText: names });
  const file = coordinator.getByRole('region', { name: '配對建議' });
  await row.getByRole('link').click();
  await expect(file.getByRole('heading', { level: 2, name: names })).toBeVisible();
  await expect(file.getByRole('button', { name: '批核', exact: true })).toBeVisible();
  await row.getByRole('link').focus();
  await coordinator.keyboard.press('a');
  await expect(row).toContainText('已批核');
  await expect(file.getByText('現時未有通知任何人；徵求同意之前，可以收回。')).toBeVisible();
  await expectSound(coordinator, 'pair-8-approved');
  const told = await coordinator.getByRole('status').filter({ hasText: '已批核' }).boundingBox();
  const acts = await coordinator.locator('footer').boundingBox();
  expect(told && acts && told.y + told.height <= acts.y, 'what is told stands above the acts').toBe(true);
  await row.getByRole('button', { name: '復原' }).click();
  await expect(row).toContainText('心理學家已同意');
  await expect(row.getByRole('link')).toBeFocused();
  const colleague = await desk(browser);
  await signIn(colleague, 'coordinator');
  await expect(colleague).toHaveURL(/\/desk$/);
  await colleague.goto(coordinator.url());
  const theirs = colleague.getByRole('region', { name: '配對建議' });
  await expect(theirs.getByRole('button', { name: '批核', exact: true })).toBeVisible();
  await row.getByRole('link').focus();
  await coordinator.keyboard.press('a');
  await expect(row).toContainText('已批核');
  // Whoever comes second reads why nothing happened, beside the proposal as it is now.
  await theirs.getByRole('button', { name: '批核', exact: true }).click();
  await expect(theirs.getByRole('alert')).toContainText(/剛改了這份內容|情況已有變化/);
  await expect(theirs.getByRole('button', { name: '收回批核' })).toBeVisible();
  await expectSound(colleague, 'pair-8-second');
  await file.getByRole('button', { name: '徵求雙方同意' }).click();
  const sure = coordinator.getByRole('dialog', { name: '徵求雙方同意？' });
  await expectSound(coordinator, 'pair-9-ask');
  await sure.getByRole('button', { name: '徵求雙方同意' }).click();
  await expect(row).toContainText('正徵求同意');
  await expect(file.getByText('導師，在網上')).toBeVisible();
  await expect(file.getByRole('button', { name: '收回批核' })).toBeHidden();
  await expectSound(coordinator, 'pair-10-asked');

  // For another person somebody else is chosen, by key: first what that does to others, then why.
  const other = coordinator.getByRole('listitem').filter({ hasText: '已等候' }).first().getByRole('link');
  const before = (await other.locator('strong').textContent()) ?? '';
  await other.click();
  await expect(file.getByRole('heading', { level: 2, name: before })).toBeVisible();
  await other.focus();
  await coordinator.keyboard.press('o');
  const others = file.getByRole('region', { name: /^選擇其他導師/ });
  await expect(others.getByRole('heading', { name: /^選擇其他導師/ })).toBeFocused();
  const choose = others.getByRole('button', { name: /^選擇/ }).first();
  await expect(choose).toBeVisible();
  await expectSound(coordinator, 'pair-11-others');
  await choose.click();
  const why = coordinator.getByRole('dialog', { name: /^為.+選擇.+？$/ });
  await why.getByRole('button', { name: '選擇' }).click();
  await expect(why.getByRole('alert')).toContainText('原因');
  await why.getByLabel('原因').fill('兩人住在同一條街。');
  await expectSound(coordinator, 'pair-12-choose');
  // What others do to mentors meanwhile changes what was shown; then it is read anew, and chosen again.
  await expect(async () => {
    if (!(await why.isVisible())) await choose.click();
    await why.getByLabel('原因').fill('兩人住在同一條街。');
    await why.getByRole('button', { name: '選擇' }).click();
    await expect(coordinator.getByRole('status').filter({ hasText: '已選擇' })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 45_000 });
  await expect(file.getByText('統籌主任改選了這位導師')).toBeVisible();
  await expect(file.getByText('兩人住在同一條街。')).toBeVisible();
  await expect(coordinator.getByRole('link', { name: before })).toBeHidden();
  await expectSound(coordinator, 'pair-13-chosen');

  // A proposal is refused, and the round brought up to date: who is left can have the mentor that is free now.
  const waiting = coordinator.getByRole('listitem').filter({ hasText: '已等候' }).getByRole('link');
  for (const nth of [1, 2]) {
    await waiting.nth(nth).click();
    await file.getByRole('button', { name: '不批核⋯⋯' }).click();
    const no = coordinator.getByRole('dialog');
    await no.getByRole('textbox').fill('兩人以前認識。');
    await no.getByRole('button', { name: '不批核' }).click();
    await expect(file.getByRole('button', { name: '收回不批核' })).toBeVisible();
  }
  await expectSound(coordinator, 'pair-14-refused');
  await file.getByRole('link', { name: '看看現在誰可以有導師' }).click();
  const since = coordinator.getByRole('region', { name: '這一輪之後' });
  await expect(since.getByRole('heading', { name: /^\d位現在可以有導師$/ })).toBeVisible();
  await expectSound(coordinator, 'pair-15-since');
  await since.getByRole('button', { name: '建議這些改動' }).click();
  await expect(coordinator.getByRole('status').filter({ hasText: /^已更改\d份建議/ })).toBeVisible();
  await expect(since.getByText('每份建議都一樣')).toBeVisible();
  await expectSound(coordinator, 'pair-16-up-to-date');
});

test('both agree, the pairing begins, and its end frees the mentor’s place', async ({ browser }) => {
  test.slow();
  // The demo's mentor 家豪 Ka Ho has been asked about 飛, and walks with 海 already.
  const mentor = await phone(browser);
  await signIn(mentor, 'mentor');
  await expect(mentor.getByRole('main')).not.toContainText('飛');
  await mentor.getByRole('link', { name: '看看並回覆' }).tap();
  await expectArrived(mentor, '你願意與這個人同行嗎？', 'consent-1-asked');
  await expect(mentor.getByRole('main')).not.toContainText('飛');
  await mentor.getByRole('button', { name: '我願意' }).tap();
  await expectArrived(mentor, '你已答應', 'consent-2-said-yes');

  const psychologist = await desk(browser);
  await signIn(psychologist, 'psychologist');
  await turnTo(psychologist, '我的配對');
  await expectArrived(psychologist, '我的配對', 'consent-3-caseload');
  await psychologist.getByRole('link', { name: '家豪 Ka Ho與飛' }).click();
  await expectArrived(psychologist, '家豪 Ka Ho與飛', 'consent-4-pairing');
  await psychologist.getByRole('button', { name: '記錄書面同意⋯⋯' }).click();
  const paper = psychologist.getByRole('dialog', { name: '書面同意' });
  await paper.getByRole('button', { name: '記錄書面同意' }).click();
  await expect(paper.getByRole('alert')).toContainText('見證人');
  await paper.getByRole('radio', { name: '同意', exact: true }).check();
  await paper.getByLabel('同意書語言').selectOption({ label: '中文' });
  await paper.getByLabel('見證人').fill('懲教主任甲');
  await paper.getByLabel(/導師可以知道的目標/).fill('出來後第一個月，每星期打一次波。');
  await expectSound(psychologist, 'consent-5-paper');
  await paper.getByRole('button', { name: '記錄書面同意' }).click();
  await expect(psychologist.getByText('進行中').first()).toBeVisible();
  await expectSound(psychologist, 'consent-6-active');

  await mentor.reload();
  await expect(mentor.getByRole('heading', { level: 1, name: '與飛同行' })).toBeVisible();
  await expect(mentor.getByText('出來後第一個月，每星期打一次波。')).toBeVisible();
  await expectSound(mentor, 'consent-7-together');

  const coordinator = await desk(browser);
  await signIn(coordinator, 'coordinator');
  await turnTo(coordinator, '配對');
  await expectArrived(coordinator, '配對', 'consent-8-pairings');
  await coordinator.getByRole('link', { name: '家豪 Ka Ho與飛' }).click();
  await expectArrived(coordinator, '家豪 Ka Ho與飛', 'consent-9-pairing');
  await expect(coordinator.getByText('現有2個，上限3個')).toBeVisible();
  await coordinator.getByRole('button', { name: '完結⋯⋯' }).click();
  const end = coordinator.getByRole('dialog', { name: '完結這個配對？' });
  await end.getByRole('radio', { name: '已達到目標' }).check();
  await expectSound(coordinator, 'consent-10-end');
  await end.getByRole('button', { name: '完結' }).click();
  await expect(coordinator.getByText('已完結').first()).toBeVisible();
  await expect(coordinator.getByText('現有1個，上限3個')).toBeVisible();
  await expectSound(coordinator, 'consent-11-ended');

  // It stands with the mentor until they say that they have seen it, with thanks.
  const told = mentor
    .getByRole('article')
    .filter({ hasText: '與飛同行' })
    .filter({ hasText: '多謝你同行這段路。' });
  await mentor.goto('/my');
  await expect(told).toBeVisible();
  await expectSound(mentor, 'consent-12-told');
  await mentor.goto('/my/mentor');
  await told.getByRole('button', { name: '知道了：與飛同行' }).tap();
  await expect(told).toBeHidden();
  await expectSound(mentor, 'consent-13-seen');
  await mentor.goto('/my');
  await expect(mentor.getByRole('heading', { level: 2 }).last()).toBeVisible();
  await expect(told).toBeHidden();
});

/** The text of the page's heading. */
async function heading(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).textContent())?.trim() ?? '';
}

/** Goes down the queue by arrow to a proposal that waits for the demo's psychologist alone; its names. */
async function oneForClara(page: Page): Promise<string> {
  const rows = page.getByRole('listitem').filter({ hasText: '已等候' }).getByRole('link');
  const file = page.getByRole('region', { name: '配對建議' });
  await rows.first().focus();
  for (let row = 0; row < (await rows.count()); row += 1) {
    const names = (await rows.nth(row).locator('strong').textContent()) ?? '';
    await expect(file.getByRole('heading', { level: 2, name: names })).toBeVisible();
    if (await file.getByText(/^林靜儀 Clara尚未表示同意/).isVisible()) return names;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error('no proposal waits for the demo’s psychologist alone');
}
