import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adrift } from './support/adrift.ts';
import { type Opened, openDemo, openView, VIEWS } from './support/browser.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let demo: Opened;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

describe.each(VIEWS)('view "%s"', (view) => {
  test.each([
    [false, 1440],
    [true, 390],
  ])('dark %s at %i pixels: no error, no violation, nothing wider than the window', async (dark, width) => {
    const { page, errors } = await openView(demo, view, { width, dark });
    expect(errors).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect(await page.evaluate(adrift)).toEqual([]);
    // Through the protocol of the debugger, which the policy of the page does not bind.
    await page.evaluate(axe);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
    await page.close();
  });
});
