import { expect, test, type Browser, type Page } from './story.ts';
import { expectHeadingFocused } from './a11y.ts';
import { linkTo } from './letters.ts';
import { oneTimeCode } from './one-time-code.ts';
import { approveInvitation, fillInvitation, type Member, newMember, proveByDemo, signIn } from './people.ts';
import { expectSound, phone } from './visit.ts';

/** A device of the browser's that makes passkeys and knows its owner by its lock. */
async function withDevice(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether the lock opens. */
    opens: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

/** A colleague who has accepted an invitation of the demo's administrator; their address and password. */
async function colleague(page: Page, browser: Browser): Promise<Member> {
  const address = `colleague-${crypto.randomUUID()}@example.test`;
  const password = 'another four plain words';
  await fillInvitation(page, address);
  await page.getByRole('button', { name: '提出邀請' }).click();
  await expect(page.getByRole('row', { name: new RegExp(address) })).toContainText('等人批准');
  await approveInvitation(await (await browser.newContext()).newPage(), address);
  const guest = await (await browser.newContext()).newPage();
  const link = await linkTo(address);
  await guest.goto(link);
  await expect(guest.locator('.office')).toContainText('計劃統籌主任');
  await guest.getByLabel('怎樣稱呼你？').fill('可兒');
  await guest.getByLabel('密碼', { exact: true }).fill(password);
  await guest.getByRole('button', { name: '接受邀請' }).click();
  await expectHeadingFocused(guest, '登入');
  // A link that was used says so before anything is written.
  await guest.goto(link);
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('這個連結已經失效');
  await expect(guest.getByRole('textbox')).toHaveCount(0);
  return { address, password };
}

/** Adds an app in the open page of second factors; its key. */
async function addApp(page: Page): Promise<string> {
  await page.getByRole('button', { name: '加入應用程式' }).click();
  const sheet = page.getByRole('dialog', { name: '加入應用程式' });
  await expect(sheet.getByRole('img', { name: /給應用程式讀的圖/ })).toBeVisible();
  // The app may be on the phone that shows the picture.
  const here = sheet.getByRole('link', { name: /就在這部手機/ });
  await expect(here).toHaveAttribute('href', /^otpauth:/);
  const key = (await sheet.locator('.key').textContent()) ?? '';
  await sheet.getByLabel('叫它甚麼').fill('我的手機');
  await sheet.getByLabel('應用程式現在顯示的代碼').fill(oneTimeCode(key));
  await sheet.getByRole('button', { name: '繼續' }).click();
  return key;
}

test('a new colleague sets up an app before the desk opens, and keeps the recovery codes', async ({
  page,
  browser,
}) => {
  const invited = await colleague(page, browser);
  const own = await phone(browser);
  await signIn(own, invited);
  await expect(own).toHaveURL(/\/my\/profile\/factors\?next=%2Fdesk/);
  await expect(own.getByText('設好第二步，你職務的頁面才會打開')).toBeVisible();
  await expectSound(own, 'factors-1-none');

  await own.getByRole('button', { name: '加入應用程式' }).click();
  const sheet = own.getByRole('dialog', { name: '加入應用程式' });
  await sheet.getByLabel('叫它甚麼').fill('我的手機');
  await sheet.getByLabel('應用程式現在顯示的代碼').fill('12345');
  await sheet.getByRole('button', { name: '繼續' }).click();
  await expect(sheet.getByRole('alert')).toContainText('不是應用程式現時顯示的代碼');
  await expectSound(own, 'factors-2-wrong');
  await sheet.getByRole('button', { name: '關閉' }).click();

  await addApp(own);
  const codes = own.getByRole('dialog', { name: '請保存這10個代碼' });
  await expect(codes.getByRole('listitem')).toHaveCount(10);
  const recovery = (await codes.getByRole('listitem').first().textContent()) ?? '';
  await expectSound(own, 'factors-3-codes');
  await codes.getByRole('button', { name: '我已保存' }).click();
  await own.getByRole('link', { name: '前往你的頁面' }).click();
  await expect(own).toHaveURL('/desk');

  // The telephone is gone: one of the ten codes opens the account, once.
  const later = await phone(browser);
  await signIn(later, invited);
  await expectHeadingFocused(later, '還有一步');
  await expectSound(later, 'factors-4-step');
  await later.getByRole('button', { name: '我手邊沒有那個應用程式' }).click();
  await later.getByLabel('後備代碼').fill(recovery);
  await later.getByRole('button', { name: '繼續' }).click();
  await expect(later).toHaveURL('/desk');
  await later.goto('/my/profile/factors');
  await expect(later.getByText('10個之中尚餘9個')).toBeVisible();
});

test('a member who wants one is asked for it from then on, and a wrong code says so', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, '穩陣', 'no');
  const page = await phone(browser);
  await signIn(page, member);
  await expect(page).toHaveURL('/my');
  await page.goto('/my/profile');
  await page.getByRole('link', { name: /登入的第二步/ }).click();
  await expectHeadingFocused(page, '登入的第二步');
  await addApp(page);
  await page.getByRole('button', { name: '我已保存' }).click();

  const again = await phone(browser);
  await signIn(again, member);
  await expectHeadingFocused(again, '還有一步');
  await again.getByLabel('應用程式顯示的代碼').fill('000000');
  await again.getByRole('button', { name: '繼續' }).click();
  await expect(again.getByRole('alert')).toContainText('不正確，或者已經用過');
  await expect(again).toHaveURL(/sign-in/);
});

test('staff sign in by a passkey with one press, and not when the device does not know its owner', async ({
  page,
  browser,
}) => {
  const invited = await colleague(page, browser);
  const own = await phone(browser);
  const device = await withDevice(own);
  await signIn(own, invited);
  await expect(own).toHaveURL(/factors/);
  await own.getByRole('button', { name: '加入通行密鑰' }).click();
  await own.getByRole('dialog').getByLabel('叫它甚麼').fill('我的手機');
  await own.getByRole('dialog').getByRole('button', { name: '繼續' }).click();
  await own.getByRole('button', { name: '我已保存' }).click();
  await expect(own.getByText('我的手機')).toBeVisible();
  await expect(own.getByText('這是唯一的一個')).toBeVisible();
  await expectSound(own, 'factors-5-passkey');
  await own.goto('/my/profile');
  await own.getByRole('button', { name: '登出', exact: true }).last().click();
  await expect(own).toHaveURL('/');

  await device.opens(false);
  await own.goto('/sign-in');
  await own.getByRole('button', { name: '用通行密鑰登入' }).click();
  await expect(own.getByRole('alert')).toContainText('你的裝置沒有確認');
  await device.opens(true);
  await own.reload();
  await own.getByRole('button', { name: '用通行密鑰登入' }).click();
  await expect(own).toHaveURL('/desk');

  // By the password, the device is the second step.
  await own.goto('/my/profile');
  await own.getByRole('button', { name: '登出', exact: true }).last().click();
  await expect(own).toHaveURL('/');
  await signIn(own, invited);
  await expectHeadingFocused(own, '還有一步');
  await own.getByRole('button', { name: '用通行密鑰' }).click();
  await expect(own).toHaveURL('/desk');
});

test('what reaches far asks once more over the page, and goes on with what was written', async ({ page }) => {
  const address = `later-${crypto.randomUUID()}@example.test`;
  await fillInvitation(page, address);
  // As after six minutes.
  const refusal = { type: 'about:blank', title: '', status: 403, code: 'step_up_required' };
  await page.route('**/api/v1/invitations', (route) => route.fulfill({ status: 403, json: refusal }), {
    times: 1,
  });
  await page.getByRole('button', { name: '提出邀請' }).click();
  const sheet = page.getByRole('dialog', { name: '還有一步' });
  await expect(sheet).toContainText('請再一次證明是你本人');
  await expectSound(page, 'factors-6-again');
  await proveByDemo(page);
  await expect(page.getByRole('row', { name: new RegExp(address) })).toContainText('等人批准');
});

test('who has lost every second step begins anew once two colleagues stand for them', async ({
  page,
  browser,
}) => {
  const invited = await colleague(page, browser);
  const own = await phone(browser);
  await signIn(own, invited);
  await addApp(own);
  await own.getByRole('button', { name: '我已保存' }).click();

  await page.goto('/admin/accounts');
  await page.getByLabel('他帳戶的電郵地址').fill(invited.address);
  await page.getByRole('button', { name: '為他提出' }).click();
  await expect(page.getByText('可兒無法登入')).toBeVisible();
  await expect(page.getByText('這件事由兩個人負責')).toBeVisible();
  await page.getByRole('button', { name: '關閉' }).click();
  await expectSound(page, 'factors-7-asked');

  const other = await phone(browser);
  await signIn(other, 'coordinator');
  await expect(other).toHaveURL('/desk');
  await other.goto('/my/profile/factors');
  await other.getByRole('button', { name: '讓可兒重新開始' }).click();
  await expectSound(other, 'factors-8-second-word');
  await other.getByRole('dialog').getByRole('button', { name: '我認識他，也與他談過' }).click();
  await expect(other.getByText('他可以重新開始了')).toBeVisible();

  const anew = await phone(browser);
  await signIn(anew, invited);
  await expect(anew).toHaveURL(/\/my\/profile\/factors/);
  await expect(anew.getByText('暫時沒有。').first()).toBeVisible();
});
