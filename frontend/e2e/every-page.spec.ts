import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  expectAccessible,
  expectHoldsLargeText,
  expectLargeTargets,
  expectNoSidewaysScroll,
} from './a11y.ts';
import { addressOf, everyPage, type Call } from './pages.ts';
import { callAs, newMember, signIn, type Member } from './people.ts';
import { desk, growWithPage, phone } from './visit.ts';

const languages = ['zh-Hant', 'en', 'zh-Hans'] as const;
const themes = ['light', 'dark'] as const;
/** How many pages one test visits, so that two workers share them evenly. */
const TOGETHER = 7;
/** The buttons of one page that are pressed to see whether they open something. */
const PRESSED = 3;
const signsOut = /登出|退出|Sign out/;

const staff = ['coordinator', 'psychologist', 'officer', 'host', 'admin', 'liaison', 'researcher', 'privacy'];
/** Whose the pages below each prefix are; the longest prefix counts. */
const readers: [prefix: string, who: string[]][] = [
  ['/', ['nobody']],
  ['/desk', staff],
  ['/my', ['supervisee', 'mentor']],
  ['/my/mentor', ['mentor']],
  ['/my/mentor/[question]', ['somebody who applies']],
  ['/my/mentor/check', ['somebody who applies']],
  ['/my/pairings', ['mentor']],
  ['/my/bookings', ['supervisee']],
  ['/my/hours', ['supervisee']],
  ['/my/slots', ['supervisee']],
  ['/staff', ['coordinator']],
  ['/clinic', ['psychologist']],
  ['/officer', ['officer']],
  ['/host', ['host']],
  ['/admin', ['admin']],
];

const readersOf = (route: string) =>
  readers
    .filter(([prefix]) => prefix === '/' || route === prefix || route.startsWith(`${prefix}/`))
    .reduce((longest, next) => (next[0].length > longest[0].length ? next : longest))[1];

const routes = await everyPage();
const people = [...new Set(readers.flatMap(([, who]) => who))];

for (const who of people) {
  const own = routes.filter((route) => readersOf(route).includes(who));
  for (let from = 0; from < own.length; from += TOGETHER) {
    const some = own.slice(from, from + TOGETHER);
    for (const width of ['phone', 'desk'] as const) {
      const part = own.length > TOGETHER ? ` from ${some[0]} on` : '';
      test(`pages of ${who}${part} on a ${width}`, async ({ browser, request }) => {
        const page = await (width === 'phone' ? phone(browser) : desk(browser));
        const thrown: string[] = [];
        page.on('pageerror', ({ message }) => thrown.push(message));
        const call = await arrive(page, who, request);
        await onlyLook(page);
        const wrong: string[] = [];
        for (const [at, route] of some.entries()) {
          const turn = from + at + (width === 'desk' ? 1 : 0);
          await show(page, languages[turn % 3]!, themes[turn % 2]!);
          const visit = async () => {
            await page.goto(await addressOf(route, call));
            await settle(page);
            await expectSoundPage(page);
            if (width === 'phone') await expectHoldsLargeText(page);
            if (width === 'phone') await expectSoundSheets(page);
          };
          // What is wrong with one page hides nothing of the next.
          await test.step(route, visit).catch((thrown: unknown) => wrong.push(String(thrown)));
        }
        expect(wrong.join('\n\n')).toBe('');
        expect(thrown).toEqual([]);
      });
    }
  }
}

/** Signs somebody in, who then asks the API for where pages with changing parts are found. */
async function arrive(page: Page, who: string, request: Parameters<typeof callAs>[0]): Promise<Call> {
  if (who === 'nobody') return callAs(request, 'supervisee');
  let person: string | Member = who;
  if (who === 'somebody who applies') {
    person = await newMember(request, '紀霖', 'no');
    await (
      await callAs(request, person)
    )('POST', '/me/mentor', {});
  }
  await signIn(page, person);
  await expect(page).toHaveURL(/\/(my|desk)$/);
  return callAs(request, person);
}

/** Whatever a button sends fails, so that the people of the demo stay as other tests expect them; a round is the API's example. */
async function onlyLook(page: Page) {
  await page.route('**/api/v1/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const reads = route.request().method() === 'GET' || pathname.endsWith('/sign-ins/refresh');
    if (pathname.endsWith('/rounds/example')) await route.fulfill({ json: await exampleOf('RoundView') });
    else if (pathname.endsWith('/rounds/example/update'))
      await route.fulfill({ json: await exampleOf('RoundUpdate') });
    else if (reads) await route.continue();
    else await route.abort();
  });
}

async function exampleOf(name: string): Promise<unknown> {
  const file = path.join(import.meta.dirname, '../openapi.json');
  const { components } = JSON.parse(await readFile(file, 'utf8')) as {
    components: { examples: Record<string, { value: unknown }> };
  };
  return components.examples[name]!.value;
}

/** From the next page on in this language and look. */
async function show(page: Page, language: string, colorScheme: 'light' | 'dark') {
  const url = process.env.ALONGSIDE_URL;
  await page.context().addCookies([{ name: 'language', value: language, url }]);
  await page.emulateMedia({ colorScheme });
}

async function settle(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('main .skeleton, main [aria-busy=true]')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
}

async function expectSoundPage(page: Page) {
  const window = page.viewportSize()!;
  await expectNoSidewaysScroll(page);
  await growWithPage(page, window);
  await expectAccessible(page);
  await expectLargeTargets(page);
  await page.setViewportSize(window);
}

/** What the buttons of a page open is sound too; Esc closes it and gives the focus back. */
async function expectSoundSheets(page: Page) {
  const address = page.url();
  for (const button of await differentButtons(page)) {
    if (!(await button.isVisible()) || !(await button.isEnabled())) continue;
    await button.click();
    const sheet = page.locator('dialog[open]');
    const opened = await sheet.waitFor({ timeout: 400 }).then(
      () => true,
      () => false,
    );
    if (page.url() !== address) return;
    if (!opened) continue;
    await expect(sheet.locator('.skeleton')).toHaveCount(0);
    await expectAccessible(page);
    await expectLargeTargets(page);
    await expectHoldsLargeText(page);
    await page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect(button).toBeFocused();
  }
}

/** The buttons of the page that say different things: of many rows that each have one, the first. */
async function differentButtons(page: Page): Promise<Locator[]> {
  const buttons = page.locator('main button:not([type=submit]):not([role=tab])');
  const words = await buttons.allInnerTexts();
  return words
    .map((text, at) => ({ text, at }))
    .filter(({ text, at }) => text !== '' && !signsOut.test(text) && words.indexOf(text) === at)
    .slice(0, PRESSED)
    .map(({ at }) => buttons.nth(at));
}
