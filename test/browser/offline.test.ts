import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../scripts/pictures/take-pictures.ts';
import { listeningApp, network } from '../support/http-app.ts';

const pageFolder = new URL('../../dist/web/', import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('a reload without the service shows the page and says so; with the service again it goes on', async () => {
  const opened = { origin: 'file' as const, name: 'app.yaml', capturedAt: null, network: network(3) as never };
  const { url } = await listeningApp({ pageFolder, opened });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/#/zones`);
  await page.waitForSelector('h1:has-text("Zones")');
  await page.waitForFunction(async () => (await (await caches.open('tollgate-shell')).keys()).length > 3);
  expect(
    await page.evaluate(async () => (await (await caches.open('tollgate-shell')).keys()).map(({ url: each }) => each)),
  ).not.toContainEqual(expect.stringContaining('/v1/'));

  await context.setOffline(true);
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.reload();
  await page.waitForSelector('nav >> text=Network');
  await page.getByText('The service does not answer.').first().waitFor();
  expect(await page.locator('nav a').count()).toBe(8);

  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.waitForSelector('[data-figure="monthly"]');
  await context.close();
});

test('figures that are on the screen stay with their time while the service is away', async () => {
  const opened = { origin: 'file' as const, name: 'app.yaml', capturedAt: null, network: network(3) as never };
  const { url } = await listeningApp({ pageFolder, opened });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(url);
  await page.waitForSelector('[data-figure="monthly"]');
  const before = await page.textContent('[data-figure="monthly"]');
  await context.setOffline(true);
  await page.clock.fastForward('10:00');
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page
    .getByText(/Could not refresh the estimate; the figures are from \d\d:\d\d UTC/)
    .first()
    .waitFor();
  expect(await page.textContent('[data-figure="monthly"]')).toBe(before);
  await context.close();
});
