import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../scripts/pictures/take-pictures.ts';
import { listeningApp } from '../support/http-app.ts';
import { thousandVpcs } from './support/thousand-vpcs.ts';

const pageFolder = new URL('../../dist/web/', import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('1,000 VPCs with 100,000 endpoints: views fold, search finds, the keyboard opens', async () => {
  const opened = { origin: 'file' as const, name: 'large.json', capturedAt: null, network: thousandVpcs() };
  const { url } = await listeningApp({ pageFolder, opened, options: { workers: 2 } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(40_000);
  await page.goto(`${url}/#/network`);
  const nodes = page.locator('svg.network .node');
  await nodes.first().waitFor();
  expect(await nodes.count()).toBeLessThan(120);
  await page.waitForSelector('text=/61 accounts.* folded; search names them/');
  await page.getByRole('searchbox').fill('111122220077');
  const sought = page.getByRole('button', { name: /^vpc 111122220077/ });
  await sought.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=1,000 endpoints and resources');

  await page.goto(`${url}/#/zones`);
  await page.waitForSelector('.heat tbody tr');
  expect(await page.locator('.heat tbody tr').count()).toBeLessThanOrEqual(150);
  await page.getByRole('searchbox').fill('vpce-99999');
  await page.waitForSelector('.heat th:has-text("vpce-99999")');
  expect(await page.locator('.heat tbody tr').count()).toBe(1);
  await page.close();
});
