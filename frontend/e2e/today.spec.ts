import { expect, test } from './story.ts';
import { expectHeadingFocused } from './a11y.ts';
import { enter, tabTo } from './keys.ts';
import { side, signIn, turnTo } from './people.ts';
import { desk, expectSound, phone } from './visit.ts';

test('a coordinator does two things that wait, by keyboard alone', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await expect(page).toHaveURL('/desk');
  await expectHeadingFocused(page, /^\d+件事等你/);
  await expect(page.getByRole('link', { name: /^由最早的開始/ })).toBeVisible();
  await expectSound(page, 'today-1-coordinator');

  // J goes down the list and K back, and the row opens by Enter.
  const rows = page.getByRole('main').locator('li a');
  await tabTo(rows.first());
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(rows.first()).toBeFocused();
  const sign = page.getByRole('link', { name: /簽核評核結果 振豪 Chun Ho/ });
  for (let row = 0; row < 20 && !(await sign.evaluate((link) => link === document.activeElement)); row += 1)
    await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expectHeadingFocused(page, '振豪 Chun Ho');
  await enter(page.getByRole('button', { name: '簽核', exact: true }));
  await enter(page.getByRole('dialog').getByRole('button', { name: '簽核', exact: true }));
  await expect(page.getByText(/何婉雯 Yuen Man於.+簽核/).first()).toBeVisible();

  // N goes on to what comes next; what is done is gone from the list.
  const next = page.getByRole('navigation', { name: '下一件' });
  await expect(next).toBeVisible();
  await expectSound(page, 'today-2-next');
  const done = page.url();
  await page.keyboard.press('n');
  await expect(page).not.toHaveURL(done);
  await enter(side(page, '今日'));
  await expect(page.getByRole('link', { name: /核實監管 珍妮 Jenny/ })).toBeVisible();
  await expect(sign).toHaveCount(0);
  await enter(page.getByRole('link', { name: /核實監管 珍妮 Jenny/ }));
  await enter(page.getByRole('button', { name: /珍妮 Jenny/ }));
  await enter(page.getByRole('dialog').getByRole('button', { name: '不在監管中' }));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await enter(side(page, '今日'));
  await expectHeadingFocused(page, /^\d+件事等你/);
  await expect(page.getByRole('link', { name: /珍妮 Jenny/ })).toHaveCount(0);

  // Who writes writes; and whoever turns the keys off is not taken elsewhere by a letter.
  await enter(page.getByRole('button', { name: '關掉快捷鍵' }));
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: '開啟快捷鍵' })).toBeFocused();
  await expect(page).toHaveURL('/desk');
});

test('an officer decides two requests, one key from one to the next', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'officer');
  await expectHeadingFocused(page, /^\d+件事等你/);
  await expectSound(page, 'today-3-officer');
  const waiting = page.getByRole('main').getByRole('listitem').getByRole('button');
  for (const step of ['first', 'second']) {
    await page.keyboard.press('n');
    await expect(page).toHaveURL(/\/officer\/clearances#/);
    const row = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    await expect(row).toBeFocused();
    const before = await waiting.count();
    await enter(row.getByRole('button'));
    const decision = page.getByRole('dialog');
    await tabTo(
      decision.getByRole('radio', { name: '不可以，不批核' }).or(decision.getByRole('radio').first()).first(),
    );
    await page.keyboard.press('ArrowDown');
    await expect(decision.getByRole('radio', { name: '不可以，不批核' })).toBeChecked();
    await enter(decision.getByRole('button', { name: '儲存決定' }));
    await expect(decision).toHaveCount(0);
    await expect(waiting).toHaveCount(before - 1);
    await expectSound(page, `today-4-officer-${step}`);
  }
});

test('on a narrow phone the list stands without words about keys', async ({ browser }) => {
  const page = await phone(browser);
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, 'psychologist');
  await expectHeadingFocused(page, /^\d+件事等你/);
  await expect(page.getByRole('button', { name: '關掉快捷鍵' })).toBeHidden();
  await expectSound(page, 'today-5-phone');
});

test('a class is entered on one page and saved at once', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await turnTo(page, '課程及班');
  await expectHeadingFocused(page, '課程及班');
  await page.getByRole('link', { name: /^M12/ }).click();
  const gap = page.getByText(/\d項未填：/);
  await expect(gap).toBeVisible();
  await page.getByRole('button', { name: '儲存這一頁' }).click();
  await expect(page.getByText('沒有改動。請先選結果。')).toBeVisible();
  const first = page.getByRole('group', { name: /^結果：/ }).first();
  await first.getByRole('radio', { name: '沒有出席' }).check({ force: true });
  await expectSound(page, 'today-6-class');
  await page.getByRole('button', { name: '儲存這一頁' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已登記1項結果' })).toBeVisible();
  await expect(first.getByRole('radio', { name: '沒有出席' })).toBeChecked();
});

test('what is not there has a heading and a way back', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await expectHeadingFocused(page, /^\d+件事等你/);
  for (const path of [
    '/staff/rounds',
    '/staff/mentors',
    '/staff/pairings',
    '/staff/referrals',
    '/staff/training',
  ]) {
    await page.goto(path === '/staff/training' ? `${path}?mentor=abc` : `${path}/abc`);
    await expect(page.getByText('找不到，或不開放給你')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main').locator(`a[href="${path}"]`)).toBeVisible();
  }
  // All ways at the side can be reached, however low the window.
  await side(page, '監管核實').scrollIntoViewIfNeeded();
  await expect(side(page, '監管核實')).toBeInViewport();
});
