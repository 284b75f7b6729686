import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../scripts/pictures/take-pictures.ts';
import { listeningApp } from '../support/http-app.ts';

const KEY = 'a-key-that-is-long-enough-for-a-service';
const pageFolder = new URL('../../dist/web/', import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('a service with keys asks for one, says when it is not valid, and goes on with a valid one', async () => {
  const { url } = await listeningApp({ apiKeys: [{ scope: 'read', key: KEY }], pageFolder });
  const page = await browser.newPage();
  await page.goto(url);
  await page.fill('#key', 'expired');
  await page.click('text=Continue');
  await page.waitForSelector('text=TG1517');
  await page.fill('#key', KEY);
  await page.click('text=Continue');
  await page.waitForSelector('text=No network yet');
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(KEY);
  await page.close();
});

test('a service that is busy leaves the frame, names the code and offers another try', async () => {
  const { url } = await listeningApp({ pageFolder });
  const page = await browser.newPage();
  const problem = { status: 503, code: 'TG1506', detail: 'The service is busy.', hint: 'Try again.' };
  await page.route('**/v1/**', (route) => route.fulfill({ status: 503, json: problem }));
  await page.goto(url);
  await page.waitForSelector('text=TG1506', { timeout: 30_000 });
  expect(await page.locator('nav a').count()).toBe(8);
  await page.unroute('**/v1/**');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.waitForSelector('text=No network yet');
  await page.close();
});

test('an empty service names the command that fills it; a dropped file is shown, and only sent to this service', async () => {
  const { url } = await listeningApp({ pageFolder });
  const page = await browser.newPage();
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  await page.goto(url);
  await page.waitForSelector('text=tollgate scan');
  await page.setInputFiles('input[type="file"]', 'examples/app.yaml');
  await page.waitForSelector('[data-figure="monthly"]', { timeout: 60_000 });
  expect([...origins]).toEqual([url]);
  await page.close();
});

test('a slow answer shows what is awaited; a service that is gone is said, and another try goes on', async () => {
  const { url } = await listeningApp({ pageFolder });
  const page = await browser.newPage();
  const awaited = Promise.withResolvers<void>();
  let isGone = false;
  await page.route('**/v1/**', async (route) => {
    await awaited.promise;
    await (isGone ? route.abort() : route.continue());
  });
  await page.goto(url);
  await page.waitForSelector('text=Loading the estimate');
  awaited.resolve();
  await page.waitForSelector('text=No network yet');
  isGone = true;
  await page.reload();
  await page.waitForSelector('text=The service does not answer.');
  expect(await page.locator('nav a').count()).toBe(8);
  isGone = false;
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.waitForSelector('text=No network yet');
  await page.close();
});
