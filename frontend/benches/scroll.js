// Part of `make bench`: whether lists of 500 rows keep up with a thumb on a slow phone, and how soon what a press asks for is there.
import { chromium, devices } from '@playwright/test';

const server = process.env.ALONGSIDE_URL;
const ROWS = 500;
/** A cheap phone computes a quarter as fast as this machine. */
const SLOWER = 4;
/** What keeps the page from answering for longer is felt, in milliseconds. */
const JERK = 50;
/** How fast the page is moved, in pixels a second: about ten screens, as by somebody who looks for an end. */
const SPEED = 8_000;
/** How often each list is tried; of each figure the one in the middle is told. */
const RUNS = Number(process.env.RUNS ?? 3);

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

/** Marks the next press, when the first of the new rows was painted, and each time that something else is shown. */
function watchPress() {
  window.changed = performance.now();
  const press = ({ type, key }) => {
    if (type === 'keydown' && key !== 'Enter') return;
    performance.mark('pressed');
    window.pressed = true;
  };
  for (const type of ['click', 'keydown', 'change']) addEventListener(type, press, { capture: true });
  // Neither bones nor ways at the side.
  const rows = 'article, tbody tr, li:not(nav *)';
  const isRow = (node) => node instanceof Element && (node.matches(rows) || node.querySelector(rows));
  new MutationObserver((changes) => {
    const come = changes.some(({ addedNodes }) => [...addedNodes].some(isRow));
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.changed = performance.now();
        performance.mark('changed');
        if (window.pressed && come) performance.mark('rows');
      }),
    );
  }).observe(document.querySelector('main'), {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

const still = () => window.pressed && performance.now() - window.changed > 1_500;

/**
 * The tasks of the page's main thread while something is done, and the marks set meanwhile. A task counts by the time of
 * the processor it took and not by the clock, so that what else the machine does falls out.
 */
async function traced(session, act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on('Tracing.dataCollected', collect);
  const includedCategories = ['disabled-by-default-devtools.timeline', 'blink.user_timing', '__metadata'];
  await session.send('Tracing.start', { traceConfig: { includedCategories }, transferMode: 'ReportEvents' });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const mains = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread),
  );
  const tasks = events
    .filter((event) => event.name === 'RunTask' && event.tdur !== undefined && mains.has(thread(event)))
    .map(({ ts, tdur }) => ({ ts, took: (tdur / 1000) * SLOWER }));
  const marks = events.filter(({ cat }) => cat === 'blink.user_timing');
  return { tasks, markOf: (name) => marks.find((mark) => mark.name === name)?.ts };
}

const longest = (tasks) => Math.max(0, ...tasks.map(({ took }) => took));

/** What a press costs until the first rows of the answer are there, and until nothing changes any more. */
async function pressed(page, session, press) {
  await page.evaluate(watchPress);
  const { tasks, markOf } = await traced(session, async () => {
    await press(page);
    await page.waitForFunction(still, undefined, { timeout: 60_000, polling: 200 });
  });
  const from = markOf('pressed');
  const until = markOf('rows') ?? markOf('changed');
  const work = (end) =>
    tasks.filter(({ ts }) => ts >= from - 5_000 && ts < end).reduce((sum, { took }) => sum + took, 0);
  return { rows: work(until), all: work(Infinity), task: longest(tasks) };
}

/**
 * Moves the page to its end, evenly, and without a pointer over it: what a pointer passes lights up, which a thumb never
 * sees.
 */
async function scroll(page, session) {
  const left = await page.evaluate(() => {
    const { scrollHeight, clientHeight } = document.documentElement;
    return scrollHeight - clientHeight;
  });
  const { tasks } = await traced(session, () =>
    session.send('Input.synthesizeScrollGesture', {
      x: 195,
      y: 500,
      yDistance: -left,
      speed: SPEED,
      gestureSourceType: 'mouse',
    }),
  );
  return { jerks: tasks.filter(({ took }) => took > JERK).length, task: longest(tasks) };
}

/** One list, once. */
async function measure(browser, list) {
  const context = await browser.newContext({
    ...devices['Pixel 5'],
    viewport: { width: 390, height: 844 },
    locale: 'zh-HK',
    timezoneId: 'Asia/Hong_Kong',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await signIn(page, list.who);
  const session = await context.newCDPSession(page);
  const path = typeof list.path === 'string' ? list.path : await list.path(page);
  await answerLong(context, list);
  await page.goto(server + path);
  await page.locator('main h1').waitFor();
  await page.waitForLoadState('networkidle');
  let answer;
  if (list.pressFirst) answer = await pressed(page, session, list.press);
  await allThere(page, list);
  const { jerks, task } = await scroll(page, session);
  await page.evaluate(() => scrollTo(0, 0));
  if (list.press && !list.pressFirst) answer = await pressed(page, session, list.press);
  await context.close();
  return { jerks, scrolled: task, task: answer?.task, rows: answer?.rows, all: answer?.all };
}

/** Rows may come in portions; what is measured is the whole list. */
async function allThere(page, list) {
  const shown = page.locator('main :is(tbody tr, ul > li, article)');
  const most = list.most ?? ROWS;
  const start = Date.now();
  while ((await shown.count()) < most) {
    if (Date.now() - start > 30_000) throw new Error(`${list.name}: ${await shown.count()} rows`);
    await page.waitForTimeout(200);
  }
}

async function signIn(page, who) {
  await page.goto(`${server}/sign-in`);
  await page.locator('input[type=email]').fill(`${who}@demo.alongside.test`);
  await page.locator('input[type=password]').fill('two-people-one-road');
  await page.locator('main form button[type=submit]').tap();
  if (who !== 'supervisee') {
    // Whoever holds an office proves a second factor, whose code a demo tells.
    await page.getByRole('button', { name: '填上' }).tap();
    await page.getByRole('button', { name: '繼續', exact: true }).tap();
  }
  await page.waitForURL(/\/(my|desk)$/);
}

function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const inMs = (value) => (value === undefined ? '' : `${Math.round(value).toLocaleString('en')} ms`);

function row(...cells) {
  const [name, ...others] = cells;
  process.stdout.write(
    `${ROWS} rows: ${name.padEnd(24)}${others.map((cell) => String(cell).padStart(15)).join('')}\n`,
  );
}

const only = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
row('', `over ${JERK} ms`, 'longest', 'press: longest', 'first rows', 'all rows');
for (const list of lists.filter(({ name }) => !only || name.includes(only))) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await measure(browser, list));
  const middle = (figure) => median(runs.map((run) => run[figure]));
  row(
    list.name,
    middle('jerks'),
    ...['scrolled', 'task', 'rows', 'all'].map((figure) => inMs(middle(figure))),
  );
}
await browser.close();
