import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeStatic } from '../../scripts/demo/write-static.ts';
import { adrift } from './support/adrift.ts';
import { type Opened, openDemo, openView, settled, VIEWS } from './support/browser.ts';
import { serveFiles } from './support/files-server.ts';
import { focused, reachable } from './support/keyboard.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let demo: Opened;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const FRAMES = [
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'dark'],
  [390, 'light'],
] as const;

describe.each(VIEWS)('view "%s"', (view) => {
  test('light and dark, wide and narrow: no error, no violation, no motion, nothing wider than the window', async () => {
    const { page, errors } = await openView(demo, view);
    // Through the protocol of the debugger, which the policy of the page does not bind.
    await page.evaluate(axe);
    for (const [width, colorScheme] of FRAMES) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await settled(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect(await page.evaluate(adrift)).toEqual([]);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      );
      expect([width, colorScheme, found]).toEqual([width, colorScheme, []]);
    }
    expect(errors).toEqual([]);
    await page.close();
  });

  test('the keyboard reaches everything, and what has the focus shows it', async () => {
    const { page } = await openView(demo, view);
    await page.evaluate(() => document.getElementById('main')?.focus());
    const wanted = await page.evaluate(reachable);
    const [seen, plain] = [new Set<string>(), new Set<string>()];
    for (let step = 0; step < wanted.length + 5; step++) {
      await page.keyboard.press('Tab');
      const { name, isShown } = await page.evaluate(focused);
      seen.add(name);
      if (name !== '' && !isShown) plain.add(name);
    }
    expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
    expect([...plain]).toEqual([]);
    await page.close();
  });
});

test('written as a folder of files, every view shows its figures and asks for nothing but its files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-static-'));
  await writeStatic(demo.url, new URL('../../dist/web/', import.meta.url), pathToFileURL(`${folder}/`));
  const files = await serveFiles(folder, '/docs/demo/');
  const page = await demo.browser.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('response', (answer) => answer.status() >= 400 && wrong.push(`${answer.status()} ${answer.url()}`));
  page.on('request', (request) => !request.url().startsWith(files.url) && wrong.push(request.url()));
  for (const view of VIEWS) {
    await page.goto(`${files.url}#/${view}`);
    await settled(page);
    expect([view, await page.locator('main [role="alert"]').allTextContents(), wrong]).toEqual([view, [], []]);
    expect([view, await page.textContent('main')]).toEqual([view, expect.stringMatching(/[$%]/)]);
  }
  await page.close();
  files.close();
  rmSync(folder, { recursive: true, force: true });
});
