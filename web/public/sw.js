// Keeps the shell of the page, so that a reload without the service still shows it; figures are never kept.
const SHELL = 'tollgate-shell';
const isShell = (url) => /\/(?:$|index\.html$|assets\/[^/]+$)/.test(url.pathname);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const scope = new URL(self.registration.scope);
  const isOwn = url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  if (
    event.request.method !== 'GET' ||
    !isOwn ||
    !isShell(new URL(url.pathname.slice(scope.pathname.length - 1), scope))
  )
    return;
  event.respondWith(shell(event.request, url));
});

/** Assets never change under their name; the page itself is asked for first, since it names them. */
async function shell(request, url) {
  const cache = await caches.open(SHELL);
  const key = url.origin + url.pathname;
  const isAsset = url.pathname.includes('/assets/');
  const kept = await cache.match(key);
  if (isAsset && kept) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(key, answer.clone());
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** The page tells which files it has loaded: those that came before this worker, and those of before that are not needed any more. */
self.addEventListener('message', (event) => event.waitUntil(keep(event.data)));

async function keep(addresses) {
  const cache = await caches.open(SHELL);
  const wanted = new Set(addresses);
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  for (const address of wanted) if (!(await cache.match(address))) await cache.add(address).catch(() => undefined);
}
