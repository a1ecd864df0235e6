import { expect, test, type APIRequestContext, type Locator, type Page } from './story.ts';
import { applyAsMentor, callAs, newMember, signIn, type Member } from './people.ts';
import { desk, expectQuiet, phone } from './visit.ts';

/** A form in which somebody writes: who, where, what opens it, and where the words stand. */
interface Form {
  who: string | Member;
  from: string;
  opener: (page: Page) => Locator;
  field: (page: Page) => Locator;
  send: (page: Page) => Locator;
}

type Begin = (request: APIRequestContext) => Promise<Form>;

const forms: Record<string, Begin> = {
  application: async (request) => {
    const who = await newMember(request, '子朗', 'no');
    const call = await callAs(request, who);
    await call('POST', '/me/mentor', {});
    return {
      who,
      from: '/my/mentor/answers',
      opener: (page) => page.getByRole('link', { name: /原因/ }),
      field: (page) => page.getByLabel('原因'),
      send: (page) => page.getByRole('button', { name: '儲存並繼續' }),
    };
  },
  profile: async (request) => ({
    who: await newMember(request, '阿明', 'no'),
    from: '/my/profile',
    opener: (page) => page.getByRole('button', { name: '更改稱呼' }),
    field: (page) => page.getByLabel('怎樣稱呼你？'),
    send: (page) => page.getByRole('button', { name: '儲存', exact: true }),
  }),
  opening: () =>
    Promise.resolve({
      who: 'host',
      from: '/host/openings',
      opener: (page: Page) => page.getByRole('link', { name: '新增服務機會' }),
      field: (page: Page) => page.getByLabel('會做甚麼'),
      send: (page: Page) => page.getByRole('button', { name: '儲存', exact: true }),
    }),
  referral: () =>
    Promise.resolve({
      who: 'psychologist',
      from: '/clinic/referrals',
      opener: (page: Page) => page.getByRole('link', { name: '新轉介' }),
      field: (page: Page) => page.getByLabel('本人想說的話'),
      send: (page: Page) => page.getByRole('button', { name: '儲存草稿' }),
    }),
  reason: async (request) => {
    const mentor = await applyAsMentor(request, await newMember(request, '小芬', 'no'));
    return {
      who: 'coordinator',
      from: `/staff/mentors/${mentor}`,
      opener: (page) => page.getByRole('button', { name: /^轉到/ }).first(),
      field: (page) => page.getByLabel('給職員的備註'),
      send: (page) => page.getByRole('dialog').getByRole('button', { name: /^轉到/ }),
    };
  },
};

/** What comes between; afterwards the form is opened again, on the page that is given back. */
const interruptions: Record<string, (page: Page, form: Form) => Promise<Page>> = {
  'the sign-in ends': async (page, { who }) => {
    await endSignIn(page);
    await page.reload();
    await expect(page).toHaveURL(/sign-in/);
    await signIn(page, who);
    await expect(page).not.toHaveURL(/sign-in/);
    return page;
  },
  'the network is gone': async (page, form) => {
    await page.context().setOffline(true);
    await form.send(page).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(form.field(page)).toHaveValue(/我自己的話/);
    await page.context().setOffline(false);
    return page;
  },
  'the page is loaded again': async (page) => {
    await page.reload();
    return page;
  },
  'the way back': async (page) => {
    await page.goBack();
    return page;
  },
  'the tab is closed': async (page) => {
    const next = await page.context().newPage();
    await page.close();
    return next;
  },
  'a double press': async (page, form) => {
    await page.goto(form.from);
    await form.opener(page).dblclick();
    await expect(form.field(page)).toHaveValue(/我自己的話/);
    return page;
  },
};

for (const [name, begin] of Object.entries(forms)) {
  test(`no word is lost: ${name}`, async ({ browser, request }) => {
    test.slow();
    const form = await begin(request);
    let page = await desk(browser);
    await signIn(page, form.who);
    await expect(page).not.toHaveURL(/sign-in/);
    for (const [what, interrupt] of Object.entries(interruptions)) {
      const words = `我自己的話${Object.keys(interruptions).indexOf(what)}`;
      await test.step(what, async () => {
        await open(page, form);
        await form.field(page).fill(words);
        page = await interrupt(page, form);
        await open(page, form);
        await expect(form.field(page)).toHaveValue(words);
      });
    }
    await form.field(page).fill('這些不要了');
    await page.getByRole('button', { name: '不要了' }).click();
    await expect(form.field(page)).not.toHaveValue('這些不要了');
  });
}

test('what is said of a draft takes no button from under the finger, however late its words come', async ({
  browser,
}) => {
  const page = await desk(browser);
  await signIn(page, 'coordinator');
  await expect(page).toHaveURL(/\/desk$/);
  await page.goto('/staff/attendance');
  const opener = page.getByRole('button', { name: /的其他時數$/ }).first();
  await expect(opener).toBeVisible();
  await expectQuiet(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.context().route('**/_app/immutable/**', async (route) => {
    await released;
    await route.continue();
  });
  await opener.click();
  await page.getByLabel('服務時數').fill('1.75');
  const save = page.getByRole('button', { name: '儲存', exact: true });
  const place = await save.boundingBox();
  release();
  await expect(page.getByText('已保存在這部裝置')).toBeVisible();
  expect(await save.boundingBox()).toEqual(place);
});

test('what a day made true takes no way of the first page from under the finger, however late it comes', async ({
  browser,
  request,
}) => {
  const page = await phone(browser);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/v1/me/hours', async (route) => {
    const answer = await route.fetch();
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Hong_Kong' });
    await released;
    await route.fulfill({ json: { ...((await answer.json()) as object), firstBookedOn: today } });
  });
  await signIn(page, await newMember(request, '紀霖', 'no'));
  await expect(page).toHaveURL(/\/my$/);
  const ways = page.getByRole('main').locator('a, button');
  await expect(page.getByRole('link', { name: '尋找服務時段' })).toBeVisible();
  const places = () =>
    ways.evaluateAll((all) => all.map((way) => [way.textContent, way.getBoundingClientRect().top]));
  const before = await places();
  release();
  await expect(page.getByText('你預約了第一次服務')).toBeVisible();
  expect(await places()).toEqual(expect.arrayContaining(before));
});

/** Comes to the form as somebody would who begins. */
async function open(page: Page, form: Form) {
  await page.goto(form.from);
  await form.opener(page).click();
  await expect(form.field(page)).toBeVisible();
}

/** Ends the sign-in of a page on the server, as if from another device: this one clears nothing by it. */
async function endSignIn(page: Page) {
  const token = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const renewed = await fetch('/api/v1/sign-ins/refresh', { method: 'POST', headers, body: '{}' });
    return ((await renewed.json()) as { accessToken: string }).accessToken;
  });
  const headers = { authorization: `Bearer ${token}` };
  expect((await page.request.delete('/api/v1/sign-ins/current', { headers })).status()).toBe(204);
}
