import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type Locator, type Page } from './story.ts';
import {
  expectAccessible,
  expectHoldsLargeText,
  expectLargeTargets,
  expectNoSidewaysScroll,
} from './a11y.ts';
import { addressOf, everyPage, type Call } from './pages.ts';
import { callAs, newMember, signInAtOnce, type Member } from './people.ts';
import { desk, expectQuiet, expectSoundThroughout, phone } from './visit.ts';

const languages = ['zh-Hant', 'en', 'zh-Hans'] as const;
const themes = ['light', 'dark'] as const;
const looks = languages.flatMap((language) => themes.map((theme) => [language, theme] as const));
/** The long form: every page in each language and look, not in one of them by turns. */
const inEveryLook = process.env.ALONGSIDE_EVERY_LOOK === '1';
/** How many pages one test visits, so that two workers share them evenly. */
const TOGETHER = 5;
/** The buttons of one page that are pressed to see whether they open something. */
const PRESSED = 3;
/** What every page asks before it shows anything. */
const whoAsks = /\/(me|sign-ins\/refresh)$/;
/** Buttons after which one is elsewhere. */
const leaves = /登出|退出|Sign out|取消|Cancel/;

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
  ['/data', ['privacy']],
  ['/my/requests', ['mentor']],
  ['/host', ['host']],
  ['/admin', ['admin']],
  ['/data', ['privacy']],
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
        page.on('pageerror', ({ message }) => thrown.push(`${page.url()}: ${message}`));
        const call = await arrive(page, who, request);
        const server = await onlyLook(page);
        const wrong: string[] = [];
        if (inEveryLook) test.setTimeout(looks.length * test.info().timeout);
        for (const [at, route] of some.entries()) {
          const turn = from + at + (width === 'desk' ? 1 : 0);
          const visit = async () => {
            const address = await addressOf(route, call, (other) => callAs(request, other));
            await page.goto(address);
            await settle(page);
            await expectSoundPage(page);
            if (width === 'desk') return;
            await expectHoldsLargeText(page);
            await expectSoundMenu(page);
            await expectSoundRefusal(page);
            // Last, because a press may lead elsewhere, and that may take a while.
            await expectSoundSheets(page);
            server.answers = false;
            await page.goto(address);
            await settle(page);
            await expectNoSidewaysScroll(page);
            await expectAccessible(page);
            server.answers = true;
          };
          const byTurns = [languages[turn % 3]!, themes[turn % 2]!] as const;
          for (const [language, theme] of inEveryLook ? looks : [byTurns]) {
            await show(page, language, theme);
            // What is wrong with one page hides nothing of the next.
            await test
              .step(`${route} ${language} ${theme}`, visit)
              .catch((thrown: unknown) => wrong.push(`${route} ${language} ${theme}: ${String(thrown)}`));
            server.answers = true;
          }
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
  return signInAtOnce(page, person);
}

/**
 * Whatever a button sends fails, so that the people of the demo stay as other tests expect them; a round is the API's
 * example. Where `answers` is no longer true, nothing is read either but who is asking.
 */
async function onlyLook(page: Page): Promise<{ answers: boolean }> {
  const server = { answers: true };
  await page.route('**/api/v1/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    const reads = route.request().method() === 'GET' || pathname.endsWith('/sign-ins/refresh');
    if (pathname.endsWith('/rounds/example')) await route.fulfill({ json: await exampleOf('RoundView') });
    else if (pathname.endsWith('/rounds/example/update'))
      await route.fulfill({ json: await exampleOf('RoundUpdate') });
    else if (reads && (server.answers || whoAsks.test(pathname))) await route.continue();
    else if (reads) await route.fulfill({ status: 500 });
    else await route.abort();
  });
  return server;
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
  await expectQuiet(page);
}

async function expectSoundPage(page: Page) {
  await expectNoSidewaysScroll(page);
  await expectSoundThroughout(page);
}

/** The page is sound with what it finds wrong about a form that is sent as it stands. */
async function expectSoundRefusal(page: Page) {
  const submit = page.locator('main form [type=submit]:visible').first();
  if (!(await submit.isVisible())) return;
  const address = page.url();
  await submit.click();
  await page
    .locator('main [role=alert], main [aria-invalid=true]')
    .first()
    .waitFor({ timeout: 400 })
    .catch(() => undefined);
  if (page.url() !== address) return;
  await expect(page.locator('main button[aria-disabled=true]')).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

/** The menu is sound too. */
async function expectSoundMenu(page: Page) {
  const menu = page.locator('header .menu:visible');
  if (!(await menu.isVisible())) return;
  await menu.click();
  await expectSoundSheet(page, menu);
}

/** What the buttons of a page open is sound too. */
async function expectSoundSheets(page: Page) {
  const address = page.url();
  for (const button of await differentButtons(page)) {
    if (!(await button.isVisible()) || !(await button.isEnabled())) continue;
    await button.click();
    // Nobody knows of a button whether it opens anything.
    const opened = await page
      .locator('dialog[open]')
      .waitFor({ timeout: 400 })
      .then(
        () => true,
        () => false,
      );
    if (page.url() !== address) return;
    if (opened) await expectSoundSheet(page, button);
  }
}

/** The open sheet is sound; Esc closes it and gives the focus back to the button that opened it. */
async function expectSoundSheet(page: Page, button: Locator) {
  const sheet = page.locator('dialog[open]');
  await expect(sheet).toBeVisible();
  await expect(sheet.locator('.skeleton')).toHaveCount(0);
  await expectAccessible(page);
  await expectLargeTargets(page);
  await expectHoldsLargeText(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(button).toBeFocused();
}

/** The buttons of the page that say different things: of many rows that each have one, the first. */
async function differentButtons(page: Page): Promise<Locator[]> {
  const buttons = page.locator('main button:not([type=submit]):not([role=tab])');
  const words = await buttons.allInnerTexts();
  return words
    .map((text, at) => ({ text, at }))
    .filter(({ text, at }) => text !== '' && !leaves.test(text) && words.indexOf(text) === at)
    .slice(0, PRESSED)
    .map(({ at }) => buttons.nth(at));
}
