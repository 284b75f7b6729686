import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../scripts/pictures/take-pictures.ts';
import { listeningApp } from '../support/http-app.ts';
import { startSignInIssuer } from './support/sign-in-issuer.ts';

const pageFolder = new URL('../../dist/web/', import.meta.url);

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Everything that the browser keeps of a page for longer than the tab. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

async function signedIn(oidc: Awaited<ReturnType<typeof startSignInIssuer>>['options']) {
  const { url } = await listeningApp({ oidc, pageFolder });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  const window = page.waitForEvent('popup');
  await page.getByRole('button', { name: /^Sign in at 127\.0\.0\.1/ }).click();
  const popup = await window;
  return { page, popup, errors };
}

test('people sign in at the issuer with PKCE; the window closes, and the token lives in memory alone', async () => {
  const issuer = await startSignInIssuer();
  const { page, popup, errors } = await signedIn(issuer.options);
  await page.waitForSelector('text=No network yet');
  if (!popup.isClosed()) await popup.waitForEvent('close');
  expect(issuer.grants).toEqual(['authorization_code']);
  expect(await kept(page)).not.toMatch(/eyJ|code|verifier/);
  expect(page.url()).not.toContain('code=');
  expect(errors).toEqual([]);
  issuer.tokens.published.length = 0;
  await page.getByRole('link', { name: 'Zones' }).click();
  await page.waitForSelector('text=The key has expired or was revoked (TG1517).');
  await page.close();
});

test('a token that ends is renewed without a question where the issuer gives another', async () => {
  const issuer = await startSignInIssuer(true);
  const { page } = await signedIn(issuer.options);
  await page.waitForSelector('text=No network yet');
  issuer.tokens.published.length = 0;
  await issuer.tokens.rotate('published');
  await page.getByRole('link', { name: 'Zones' }).click();
  await page.waitForSelector('h1:has-text("Zones")');
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  expect(await page.locator('.login').count()).toBe(0);
  expect([...new Set(issuer.grants)]).toEqual(['authorization_code', 'refresh_token']);
  await page.close();
});

test('somebody whom the issuer does not let in reads why, and may try again', async () => {
  const issuer = await startSignInIssuer();
  issuer.deny();
  const { page } = await signedIn(issuer.options);
  await page.waitForSelector('text=The issuer refuses: access_denied.');
  expect(await page.getByRole('button', { name: /^Sign in at/ }).isEnabled()).toBe(true);
  await page.close();
});
