/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;
const CACHE = `pages-${version}`;
const PAGE = '/200.html';
const assets = [...build, ...files.filter((file) => file !== '/robots.txt')];

// The application itself is kept for days without network. What people wrote and read never is: /api is not touched.
worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...assets, PAGE])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))),
      ),
  );
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (
    event.request.method !== 'GET' ||
    url.origin !== worker.location.origin ||
    url.pathname.startsWith('/api/')
  )
    return;
  if (event.request.mode === 'navigate') event.respondWith(fetch(event.request).catch(() => kept(PAGE)));
  else if (assets.includes(url.pathname)) event.respondWith(kept(url.pathname));
});

/** From the cache, else from the network. */
async function kept(path: string): Promise<Response> {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(path);
}
