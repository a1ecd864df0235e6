import { expect, test, type Page } from './story.ts';
import { answerOnce, callAs, newMember, signIn } from './people.ts';
import { expectQuiet, expectSound, phone } from './visit.ts';

interface Slots {
  items: { slotId: string; opening: { title: { en: string } } }[];
}

test('without a network a member finds the way to the next shift, is not signed out, and signing out leaves nothing', async ({
  browser,
  request,
}) => {
  test.slow();
  const member = await newMember(request, 'Sam', 'no', 'en');
  await answerOnce(request, member);
  const call = await callAs(request, member);
  const day = (later: number) => new Date(Date.now() + later * 864e5).toISOString().slice(0, 10);
  const { items } = await call<Slots>('GET', `/slots?from=${day(2)}&to=${day(8)}&mine=true`, undefined);
  const [slot] = items;
  if (!slot) throw new Error('the demo has no slot for everybody');
  await call('POST', `/slots/${slot.slotId}/bookings`, {});
  const title = slot.opening.title.en;
  const far = await call<Slots>('GET', `/slots?from=${day(17)}&to=${day(24)}&mine=true`, undefined);
  const [farSlot] = far.items;
  if (!farSlot) throw new Error('the demo has no slot in the third week');
  await call('POST', `/slots/${farSlot.slotId}/bookings`, {});
  const rest = (page: Page) => page.getByText(/^Other bookings after \d+ \w+ are not kept on this device/);

  const page = await phone(browser, 'en');
  await signIn(page, member, 'en');
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  await expectKept(page);

  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  await expect(page.getByText(/^No network. You see what was here at \d/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Call the duty telephone' })).toHaveAttribute(
    'href',
    /^tel:\+852/,
  );
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveCount(0);
  await expect(rest(page)).toBeVisible();
  await expectSound(page, 'offline-1-home');

  await page.goto('/my/bookings');
  await expect(rest(page)).toBeVisible();
  await page.getByRole('link', { name: title }).tap();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByText('Meet', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel booking' })).toHaveCount(0);
  await expectSound(page, 'offline-2-booking');

  await page.goto('/my');
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  const tabs = page.getByRole('navigation').filter({ hasText: 'Hours' }).last();
  await tabs.getByRole('link', { name: 'Hours' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No network');
  await expect(page.getByRole('link', { name: 'Your bookings can be read.' })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Hours' })).toHaveAttribute('aria-current', 'page');
  await expectSound(page, 'offline-3-elsewhere');

  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { level: 1, name: 'Service hours' })).toBeVisible();
  await page.goto('/my/profile');
  await page.getByRole('button', { name: 'Sign out', exact: true }).tap();
  await expect(page).toHaveURL('/');
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.goto('/my/bookings');
  await expect(page).toHaveURL(/sign-in/);
  await expect(page.getByText(title)).toHaveCount(0);
});

test('without a network a member signs out all the same, and nobody gets in by that sign-in afterwards', async ({
  browser,
  request,
}) => {
  const member = await newMember(request, 'Kit', 'no', 'en');
  let page = await phone(browser, 'en');
  const context = page.context();
  await signIn(page, member, 'en');
  await expect(page).toHaveURL('/my');
  await page.goto('/my/profile');
  await page.getByRole('button', { name: 'Change your name' }).tap();
  await page.getByLabel('What shall we call you?').fill('Kitty');
  await expectFilesKept(page);

  await context.setOffline(true);
  await page.getByRole('button', { name: 'Sign out', exact: true }).tap();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out and throw away' }).tap();
  await expect(page).toHaveURL('/');
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);

  // Later, on the same device, somebody looks for what was there.
  await page.close();
  await context.setOffline(false);
  page = await context.newPage();
  await page.goto('/my');
  await expect(page).toHaveURL(/sign-in/);
  const call = await callAs(request, member);
  const { items } = await call<{ items: { current: boolean }[] }>('GET', '/sign-ins', undefined);
  expect(items.map(({ current }) => current)).toEqual([true]);

  // Who signs in next stays signed in.
  await signIn(page, member, 'en');
  await expect(page).toHaveURL('/my');
  await page.reload();
  await expect(page).toHaveURL('/my');
});

/** The copy and every file that shows it are on the device. */
async function expectKept(page: Page) {
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('copy ')));
  await expectFilesKept(page);
}

/** Every file that the page has loaded is on the device. */
async function expectFilesKept(page: Page) {
  await expectQuiet(page);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
        const files = loaded.filter((path) => path.startsWith('/_app/immutable/'));
        const kept = await Promise.all(files.map((file) => caches.match(file)));
        return kept.filter((answer) => !answer).length;
      }),
    )
    .toBe(0);
}

test('a page that somebody comes to without a network is not said to show how things were', async ({
  browser,
  request,
}) => {
  const page = await phone(browser, 'en');
  await signIn(page, await newMember(request, 'Ray', 'no', 'en'), 'en');
  const way = (name: string) => page.getByRole('navigation').last().getByRole('link', { name, exact: true });
  await way('Hours').tap();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await way('Home').tap();
  await expect(page).toHaveURL('/my');
  await page.context().setOffline(true);
  await expect(page.getByText(/^No network. You see what was here at \d/)).toBeVisible();
  await way('Hours').tap();
  await expect(page.getByText('No network. Some things will wait until it is back.')).toBeVisible();
  await expect(page.getByText(/You see what was here/)).toHaveCount(0);
});
