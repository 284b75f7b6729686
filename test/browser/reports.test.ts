import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeReports } from '../../scripts/pictures/reports.ts';
import { drawPages, FRAMES, launch } from '../../scripts/pictures/take-pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-reports-'));
let browser: Browser;
let pages: ReadonlyMap<string, string>;
beforeAll(async () => {
  pages = await writeReports(folder, new Date());
  browser = await launch();
}, 600_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a reader would miss: parts wider than the window, and amounts or words of charts that stand outside it. Runs in the page. */
function hidden(): readonly string[] {
  const width = document.documentElement.clientWidth;
  const cells = [...document.querySelectorAll('.sum td.number:last-child, svg text')];
  const outside = cells.filter((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return right > 0 && (right > width + 1 || left < -1);
  });
  const wide = document.documentElement.scrollWidth > width ? ['the page'] : [];
  return [...wide, ...outside.map((cell) => cell.textContent ?? '')];
}

test.each(FRAMES)('the eight reports and the comment, $width and $theme: nothing is cut off', async (frame) => {
  expect(pages.size).toBe(9);
  const place = (name: string): string => join(folder, `${name}-${frame.width}-${frame.theme}.png`);
  await drawPages(browser, pages, frame, place, async (page, name) => {
    expect([name, await page.evaluate(hidden)]).toEqual([name, []]);
    expect(statSync(place(name)).size).toBeGreaterThan(10_000);
  });
});

test('headroom fits a window of 1,280 pixels; charts have axes, limits and a legend', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`file://${pages.get('headroom')}`);
  const cut = await page.evaluate(
    () => [...document.querySelectorAll('.scroll')].filter((part) => part.scrollWidth > part.clientWidth).length,
  );
  expect(cut).toBe(0);
  const words = await page.locator('figure svg').first().textContent();
  expect(words).toMatch(/0 bps.*Gbps.*ceiling 4\.00 Gbps.*\d{4}-\d\d-\d\d.*use1-az1.*use1-az2/);
  await page.close();
});
