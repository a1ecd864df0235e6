import { expect, test, type Page } from '@playwright/test';
import { answerOnce, callAs, newMember, signIn } from './people.ts';
import { expectSound, phone } from './visit.ts';

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
  await expectSound(page, 'offline-1-home');

  await page.goto('/my/bookings');
  await page.getByRole('link', { name: title }).tap();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByText('Meet', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel booking' })).toHaveCount(0);
  await expectSound(page, 'offline-2-booking');

  await page.goto('/my/hours');
  await expect(page.getByRole('link', { name: 'Your bookings can be read.' })).toBeVisible();
  await expectSound(page, 'offline-3-elsewhere');

  await page.context().setOffline(false);
  await page.goto('/my/profile');
  await page.getByRole('button', { name: 'Sign out', exact: true }).tap();
  await expect(page).toHaveURL('/');
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await page.goto('/my/bookings');
  await expect(page).toHaveURL(/sign-in/);
  await expect(page.getByText(title)).toHaveCount(0);
});

/** The copy and every file that shows it are on the device. */
async function expectKept(page: Page) {
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('copy ')));
  await page.waitForLoadState('networkidle');
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
