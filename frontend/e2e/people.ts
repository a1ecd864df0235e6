import type { Page } from '@playwright/test';

/** The password of every person of the demo. */
const PASSWORD = 'two-people-one-road';

/** Signs in one of the demo's people through the page, in Chinese as the browser asks. */
export async function signIn(page: Page, who: string) {
  await page.goto('/sign-in');
  await page.getByLabel('電郵').fill(`${who}@demo.alongside.test`);
  await page.getByLabel('密碼', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登入', exact: true }).click();
}
