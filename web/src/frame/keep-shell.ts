/** Lazily loaded views are part of the shell as well: a reload of any address works. */
const ASSET = /\/assets\/[^/]+\.(?:js|css|svg)$/;

/** Lets the page itself (never a figure) be there without the service. Browsers allow it over https and on this machine. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return;
  try {
    const base = new URL('.', document.baseURI);
    await navigator.serviceWorker.register(new URL('sw.js', base));
    const { active } = await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name.replace(/[?#].*$/, ''));
    active?.postMessage([base.href, ...loaded.filter((name) => name.startsWith(base.href) && ASSET.test(name))]);
  } catch {
    // A browser that keeps nothing shows its own page while the service is away.
  }
}
