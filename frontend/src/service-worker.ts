/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;
const NAME = 'pages-';
const CACHE = NAME + version;
const PAGE = '/200.html';
const others = files.filter((file) => file !== '/robots.txt');
/** There while somebody has signed out of whom the server has not heard yet. */
const LEAVING = 'leaving';
const REFRESH = '/api/v1/sign-ins/refresh';
/** What opens a sign-in, in the place of the one before. */
const OPENS = ['/api/v1/sign-ins', '/api/v1/sign-ins/passkeys'];
/** What the server answers itself; everything else without a dot is a page of the application. */
const NOT_PAGES = /^\/(api\/|healthz$|readyz$|.*\.[^/]*$)/;

// The application opens without a network: its page and what that needs at once are kept from the start, its other files
// as they are used. What people wrote and read never is: /api is not touched.
worker.addEventListener('install', (event) => {
  event.waitUntil(install().then(() => worker.skipWaiting()));
});

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...others]);
  const page = (await (await cache.match(PAGE))?.text()) ?? '';
  await cache.addAll(build.filter((file) => page.includes(file)));
}

// A page that is open goes on with the files of the version before; older ones go.
worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(NAME) && name !== CACHE).slice(0, -1))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method === 'POST') {
    if (url.pathname === REFRESH) event.respondWith(renew(request));
    else if (OPENS.includes(url.pathname)) event.respondWith(signIn(request));
    return;
  }
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    event.waitUntil(leave().catch(() => undefined));
    if (!NOT_PAGES.test(url.pathname)) event.respondWith(kept(PAGE));
  } else if (url.pathname.startsWith('/_app/immutable/')) event.respondWith(kept(url.pathname));
  else if (others.includes(url.pathname)) event.respondWith(kept(url.pathname));
});

// A page that was open before this worker tells what it has loaded, so that it opens without a network too.
worker.addEventListener('message', (event) => {
  if (event.data === 'sign-out') {
    event.waitUntil(caches.open(LEAVING).then(() => event.ports[0]?.postMessage(true)));
    return;
  }
  const loaded = Array.isArray(event.data) ? build.filter((file) => event.data.includes(file)) : [];
  event.waitUntil(Promise.all(loaded.map(kept)));
});

/** From what is kept, of whichever version; else from the network, and kept from then on. */
async function kept(path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const known = (await cache.match(path)) ?? (path === PAGE ? undefined : await caches.match(path));
  if (known) return known;
  const answer = await fetch(path);
  if (answer.ok) await cache.put(path, answer.clone());
  return answer;
}

let leaving: Promise<void> | undefined;

/** Ends a sign-in that somebody left without a network, as soon as there is one; fails while there is none. */
async function leave() {
  if (!(await caches.has(LEAVING))) return;
  leaving ??= end().finally(() => (leaving = undefined));
  await leaving;
}

async function end() {
  const headers = { 'content-type': 'application/json' };
  const renewed = await fetch(REFRESH, { method: 'POST', headers, body: '{}' });
  if (renewed.ok) {
    const { accessToken } = (await renewed.json()) as { accessToken: string };
    const authorization = `Bearer ${accessToken}`;
    const ended = await fetch('/api/v1/sign-ins/current', { method: 'DELETE', headers: { authorization } });
    if (!ended.ok && ended.status !== 401) throw new Error('the sign-in has not ended');
  } else if (renewed.status !== 401 && renewed.status !== 403) throw new Error('nobody answered');
  await caches.delete(LEAVING);
}

/** Nobody goes on by a sign-in that was left. */
async function renew(request: Request): Promise<Response> {
  if (!(await caches.has(LEAVING))) return fetch(request);
  await leave();
  return new Response(null, { status: 401 });
}

/** Whoever signs in takes the place of whoever left. */
async function signIn(request: Request): Promise<Response> {
  await leave().catch(() => undefined);
  const answer = await fetch(request);
  if (answer.ok) await caches.delete(LEAVING);
  return answer;
}
