/** Milliseconds for which one look at the database serves: all gauges of a scrape, and scrapes in quick succession. */
const FRESH_MS = 15_000;

/** A list that is looked up once for many readers. One that cannot be had is empty: a scrape must answer all the same. */
export function remembered<Item>(
  load: () => Promise<readonly Item[]>,
  now: () => Date,
): () => Promise<readonly Item[]> {
  let last: { readonly at: number; readonly items: Promise<readonly Item[]> } | undefined;
  return () => {
    const at = now().getTime();
    if (last === undefined || at - last.at >= FRESH_MS) last = { at, items: load().catch(() => []) };
    return last.items;
  };
}
