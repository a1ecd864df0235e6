/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;
const NAME = 'pages-';
const CACHE = NAME + version;
const PAGE = '/200.html';
const others = files.filter((file) => file !== '/robots.txt');
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
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    if (!NOT_PAGES.test(url.pathname)) event.respondWith(kept(PAGE));
  } else if (url.pathname.startsWith('/_app/immutable/')) event.respondWith(kept(url.pathname));
  else if (others.includes(url.pathname)) event.respondWith(kept(url.pathname));
});

// A page that was open before this worker tells what it has loaded, so that it opens without a network too.
worker.addEventListener('message', (event) => {
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
