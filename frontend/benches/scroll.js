// Part of `make bench`: whether lists of 500 rows keep up with a thumb on a slow phone, and how soon what a press asks for is there.
import { chromium, devices } from '@playwright/test';

const server = process.env.ALONGSIDE_URL;
const ROWS = 500;
/** A cheap phone computes a quarter as fast as this machine. */
const SLOWER = 4;
/** A frame that took longer is seen as a jerk, in milliseconds. */
const JERK = 50;
/** How far each step of the scroll goes, in pixels. */
const STEP = 200;

const otherTab = (page) => page.locator('main nav a:not([aria-current])').first().tap();

/**
 * The lists that grow long: whose they are, the answer of the server whose rows become 500, in a place of its own where
 * that is not `items`, and the press that changes what the list shows. What the press asks for has 500 rows again, none
 * of which was there before.
 */
const lists = [
  {
    name: 'slots of a week',
    who: 'supervisee',
    path: '/my/slots',
    rows: '/api/v1/slots',
    daysLater: (at) => Math.floor((at * 7) / ROWS),
    press: (page) => page.locator('main [role=group] button').nth(2).tap(),
  },
  {
    name: 'past bookings',
    who: 'supervisee',
    path: '/my/bookings?when=past',
    rows: '/api/v1/me/bookings',
    daysLater: (at) => -at,
    press: otherTab,
  },
  {
    name: 'own hours',
    who: 'supervisee',
    path: '/my/hours',
    rows: '/api/v1/me/hours',
    within: 'lines',
    press: (page) => page.locator('main ul + button').tap(),
    pressFirst: true,
  },
  {
    name: 'mentors',
    who: 'coordinator',
    path: '/staff/mentors',
    rows: '/api/v1/mentors',
    press: async (page) => {
      await page.locator('main form input').pressSequentially('Wing');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'referrals',
    who: 'coordinator',
    path: '/staff/referrals',
    rows: '/api/v1/referrals',
    press: otherTab,
  },
  {
    name: 'pairings',
    who: 'coordinator',
    path: '/staff/pairings',
    rows: '/api/v1/pairings',
    press: otherTab,
  },
  { name: 'proposals to review', who: 'coordinator', path: '/staff/queue', rows: '/api/v1/pairings' },
  {
    name: 'hours to verify',
    who: 'coordinator',
    path: '/staff/attendance',
    rows: '/api/v1/attendance',
    press: otherTab,
  },
  {
    name: 'openings of a centre',
    who: 'coordinator',
    path: '/staff/openings',
    rows: '/api/v1/managed-openings',
    press: otherTab,
  },
  {
    name: 'a class',
    who: 'coordinator',
    path: '/staff/training',
    rows: '/api/v1/class-register',
    // The page asks for no more at a time.
    most: 100,
    press: (page) => page.locator('main select').first().selectOption({ index: 3 }),
  },
  {
    name: 'roster of a slot',
    who: 'host',
    path: lastRoster,
    rows: /\/slots\/[^/]+\/roster$/,
  },
  {
    name: 'clearances',
    who: 'officer',
    path: '/officer/clearances',
    rows: '/api/v1/clearances',
    press: otherTab,
  },
];

/** The page of the last slot to which somebody was expected. */
async function lastRoster(page) {
  await page.goto(`${server}/host/openings`);
  const hrefs = await page.locator('main li a').evaluateAll((links) => links.map(({ href }) => href));
  for (const href of hrefs) {
    await page.goto(href);
    await page.locator('main summary').first().tap();
    const past = page.locator('main details a').first();
    if (await past.isVisible()) return new URL(await past.getAttribute('href'), server).pathname;
  }
  throw new Error('the demo has no past slot');
}

/** The server's own rows over and over, each with an id of its own, and on another day where the list has days. */
function fill(rows, { daysLater = () => 0, most = ROWS }, answers) {
  return Array.from({ length: most }, (_, at) => {
    const row = rows[at % rows.length];
    const days = daysLater(at) * 86_400_000;
    const text = JSON.stringify(row).replace(/"(startsAt|endsAt)":"([^"]+)"/g, (_, name, when) => {
      const moved = new Date(new Date(when).getTime() + days).toISOString();
      return `"${name}":"${moved}"`;
    });
    const own = JSON.parse(text);
    for (const key of ['id', 'slotId', 'bookingId'])
      if (key in own) own[key] = `${own[key].slice(0, 24)}${String(answers * ROWS + at).padStart(12, '0')}`;
    return own;
  });
}

/** Answers with 500 rows whatever the list asks for. */
async function answerLong(context, list) {
  let known;
  let answers = 0;
  const wanted = (url) =>
    typeof list.rows === 'string' ? url.pathname === list.rows : list.rows.test(url.pathname);
  await context.route(wanted, async (route) => {
    known ??= route.fetch().then((answer) => answer.json());
    const body = await known;
    const within = list.within ?? 'items';
    const json = { ...body, next: null, [within]: fill(body[within], list, answers) };
    answers += 1;
    await route.fulfill({ json });
  });
}

/** Writes down frames and tasks from now on. */
function watch() {
  const seen = { frames: [], tasks: [] };
  window.seen = seen;
  let last = performance.now();
  const frame = (now) => {
    seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** Writes down the next press, and the last frame that shows something else than the one before. */
function watchPress() {
  const told = { pressed: undefined, painted: 0 };
  window.told = told;
  const press = ({ type, key, timeStamp }) => {
    if (type !== 'keydown' || key === 'Enter') told.pressed = timeStamp;
  };
  for (const type of ['click', 'keydown', 'change']) addEventListener(type, press, { capture: true });
  new MutationObserver(() => {
    requestAnimationFrame(() => setTimeout(() => (told.painted = performance.now())));
  }).observe(document.querySelector('main'), {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

const still = () =>
  window.told.pressed && performance.now() - Math.max(window.told.pressed, window.told.painted) > 1_500;

async function pressed(page, press) {
  await page.evaluate(watchPress);
  await press(page);
  await page.waitForFunction(still, undefined, { timeout: 60_000, polling: 200 });
  return page.evaluate(() => window.told.painted - window.told.pressed);
}

/** Moves the page to its end, a step as soon as the one before was taken. */
async function scroll(page) {
  await page.evaluate(() => Object.assign(window.seen, { frames: [], tasks: [] }));
  await page.mouse.move(195, 500);
  const left = () => {
    const { scrollHeight, scrollTop, clientHeight } = document.documentElement;
    return scrollHeight - scrollTop - clientHeight;
  };
  while ((await page.evaluate(left)) > 1)
    for (let step = 0; step < 20; step += 1) await page.mouse.wheel(0, STEP);
  return page.evaluate(() => window.seen);
}

async function measure(page, session, list) {
  const path = typeof list.path === 'string' ? list.path : await list.path(page);
  await answerLong(page.context(), list);
  await page.goto(server + path);
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(watch);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  let answered;
  if (list.pressFirst) answered = await pressed(page, list.press);
  const shown = await page.locator('main :is(tbody tr, ul > li, article)').count();
  if (shown < (list.most ?? ROWS)) throw new Error(`${list.name}: ${shown} rows`);
  const { frames, tasks } = await scroll(page);
  await page.evaluate(() => scrollTo(0, 0));
  if (list.press && !list.pressFirst) answered = await pressed(page, list.press);
  return { frames, tasks, answered };
}

const inMs = (value) => (value === undefined ? '' : `${Math.round(value).toLocaleString('en')} ms`);

function row(...cells) {
  const [name, ...others] = cells;
  process.stdout.write(
    `${ROWS} rows: ${name.padEnd(24)}${others.map((cell) => String(cell).padStart(16)).join('')}\n`,
  );
}

const only = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
row('', `over ${JERK} ms`, 'longest frame', 'longest task', 'press to paint');
for (const list of lists.filter(({ name }) => !only || name.includes(only))) {
  const context = await browser.newContext({
    ...devices['Pixel 5'],
    viewport: { width: 390, height: 844 },
    locale: 'zh-HK',
    timezoneId: 'Asia/Hong_Kong',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(`${server}/sign-in`);
  await page.locator('input[type=email]').fill(`${list.who}@demo.alongside.test`);
  await page.locator('input[type=password]').fill('two-people-one-road');
  await page.locator('main form button[type=submit]').tap();
  if (list.who !== 'supervisee') {
    // Whoever holds an office proves a second factor, whose code a demo tells.
    await page.getByRole('button', { name: '填上' }).tap();
    await page.getByRole('button', { name: '繼續', exact: true }).tap();
  }
  await page.waitForURL(/\/(my|desk)$/);
  const session = await context.newCDPSession(page);
  const { frames, tasks, answered } = await measure(page, session, list);
  row(
    list.name,
    `${frames.filter((frame) => frame > JERK).length} of ${frames.length}`,
    inMs(Math.max(0, ...frames)),
    inMs(Math.max(0, ...tasks)),
    inMs(answered),
  );
  await context.close();
}
await browser.close();
