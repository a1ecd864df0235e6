import { expect, test } from './story.ts';
import { expectNoSidewaysScroll } from './a11y.ts';
import { signIn } from './people.ts';
import { desk, expectArrived, expectSound, phone } from './visit.ts';

test('a coordinator sees what other weights would change before they are kept', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await page.waitForURL(/\/desk/);
  await page.goto('/staff/rounds');
  await page.getByRole('link', { name: '配對的比重' }).click();
  await expectArrived(page, '配對的比重', 'rounds-1-weights');
  await expect(page.getByText('合共1000／1000', { exact: true })).toBeVisible();

  // Numbers that do not add up are refused in words, at once and when sent.
  await page.getByLabel('年紀').fill('49');
  await expect(page.getByText('還差1。')).toBeVisible();
  await page.getByRole('button', { name: '看看會改變甚麼' }).click();
  await expect(page.getByRole('alert')).toContainText('合共999');
  await expectSound(page, 'rounds-2-wrong-sum');

  await page.getByLabel('階段').fill('41');
  await page.getByRole('button', { name: '看看會改變甚麼' }).click();
  await expect(page.getByRole('heading', { name: '如果現在配對' })).toBeVisible();
  await expectSound(page, 'rounds-3-preview');
  await page.getByRole('button', { name: '採用這些數字' }).click();
  await expect(page.getByText(/^最後由.+更改/)).toBeVisible();
  await expect(page.getByLabel('階段')).toHaveValue('41');

  // Other stories count on the numbers of the beginning.
  await page.getByRole('button', { name: '填回起初的數字' }).click();
  await page.getByRole('button', { name: '看看會改變甚麼' }).click();
  await page.getByRole('button', { name: '採用這些數字' }).click();
  await expect(page.getByLabel('階段')).toHaveValue('40');
});

test('the weights fit a narrow phone', async ({ browser }) => {
  const page = await phone(browser);
  await page.setViewportSize({ width: 320, height: 700 });
  await signIn(page, 'coordinator');
  await page.waitForURL(/\/desk/);
  await page.goto('/staff/rounds/weights');
  await expect(page.getByLabel('年紀')).toBeVisible();
  await expectNoSidewaysScroll(page);
});

test('a coordinator finds the mentors whom nobody supervises', async ({ browser }) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await page.waitForURL(/\/desk/);
  await page.goto('/staff/mentors');
  await page.getByRole('link', { name: '未有督導的導師' }).click();
  await expectArrived(page, '未有督導的導師', 'rounds-4-supervision');
});

test('anybody reads how matching works, from the page on how it all works', async ({ browser }) => {
  const page = await phone(browser);
  await page.goto('/how-it-works');
  await page.getByRole('link', { name: '導師和在囚人士怎樣配對' }).click();
  await expectArrived(page, '配對怎樣進行', 'rounds-5-how-matching-works');
});
