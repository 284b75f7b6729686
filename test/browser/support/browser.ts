import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startDemo } from '../../../scripts/demo/seed.ts';
import { launch } from '../../../scripts/pictures/take-pictures.ts';

export interface Opened {
  readonly url: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Views of the page by their address. */
export const VIEWS = ['', 'network', 'zones', 'teams', 'what-if', 'recommendations', 'changes', 'bill'] as const;

/** A service over the demo network, and a browser; on PGlite unless a server is given. */
export async function openDemo(databaseUrl?: string): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-page-'));
  const server = await startDemo(join(folder, 'demo'), new Date(), '0', databaseUrl);
  const browser = await launch();
  return {
    url: server.url,
    browser,
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until no part of the view loads. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main h1', { timeout: 90_000 });
  await page.waitForFunction(() => document.querySelector('.skeleton') === null, null, { timeout: 90_000 });
}

/** A page of the view, and what its console called an error. */
export async function openView(
  { browser, url }: Opened,
  view: string,
  options: { readonly width?: number; readonly dark?: boolean } = {},
): Promise<{ readonly page: Page; readonly errors: readonly string[] }> {
  const { width = 1440, dark = false } = options;
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${url}/#/${view}`);
  await settled(page);
  return { page, errors };
}
