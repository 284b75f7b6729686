import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const folder = new URL('../../dist/web/', import.meta.url);
const KILO = 1000;

/** Kilobytes, gzip, of a script and what it always loads with it. */
async function weightOf(entries: readonly string[]): Promise<number> {
  const seen = new Set<string>();
  const open = [...entries];
  let bytes = 0;
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const content = await readFile(new URL(`assets/${name}`, folder));
    bytes += gzipSync(content, { level: 9 }).length;
    for (const [, next] of content.toString().matchAll(/(?:from|import)\s*["']\.\/([\w.-]+)["']/g))
      if (next) open.push(next);
  }
  return bytes / KILO;
}

test('the first view weighs at most 160 kB, the Network view 230 kB', async () => {
  const names = await readdir(new URL('assets/', folder));
  const named = (pattern: RegExp): string[] => names.filter((name) => pattern.test(name) && !/\.(?:br|gz)$/.test(name));
  const first = [...named(/^index-.*\.(?:js|css)$/)];
  expect(first.length).toBeGreaterThan(1);
  expect(await weightOf(first)).toBeLessThanOrEqual(160);
  const network = [...first, ...named(/^(?:network|use-priced|save)-.*\.js$/), ...named(/^price-.*\.js$/)];
  expect(await weightOf(network)).toBeLessThanOrEqual(230);
});

test('no file of the page names another origin to load from, and the page holds no inline code', async () => {
  const page = (await readFile(new URL('index.html', folder))).toString();
  expect(page).not.toMatch(/<script>|<style|\son\w+=/);
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});
