import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const WIDTHS = { wide: 1280, narrow: 390 } as const;
/** What a picture shows of a page, from its top. */
const HEIGHT = 900;
const VIEW = { width: 1440, height: 900 };

/** One way in which a page is drawn. */
export interface Frame {
  readonly width: keyof typeof WIDTHS;
  readonly theme: 'light' | 'dark';
}

/** Wide and narrow, light and dark. */
export const FRAMES: readonly Frame[] = (['wide', 'narrow'] as const).flatMap((width) =>
  (['light', 'dark'] as const).map((theme) => ({ width, theme })),
);

/** Views of the service that the guides show, by the name of the picture. */
const VIEWS: Readonly<Record<string, string>> = {
  overview: '',
  'network-difference': 'network?state=difference',
  zones: 'zones',
  recommendations: 'recommendations',
  bill: 'bill',
};

/** Debian's Chromium, or the one that `CHROMIUM` names. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless=new', '--disable-gpu'],
  });

/** Draws pages in one frame, each as the file that `place` names; `look` sees each page while it is open. */
export async function drawPages(
  browser: Browser,
  pages: ReadonlyMap<string, string>,
  { width, theme }: Frame,
  place: (name: string) => string,
  look: (page: Page, name: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const viewport = { width: WIDTHS[width], height: HEIGHT };
  const page = await browser.newPage({ viewport, colorScheme: theme });
  for (const [name, path] of pages) {
    await page.goto(pathToFileURL(path).href);
    await page.screenshot({ path: place(name) });
    await look(page, name);
  }
  await page.close();
}

/** Draws views of a running service into a folder. */
export async function drawViews(browser: Browser, url: string, folder: string): Promise<readonly string[]> {
  const page = await browser.newPage({ viewport: VIEW, colorScheme: 'light', reducedMotion: 'reduce' });
  const drawn: string[] = [];
  for (const [name, view] of Object.entries(VIEWS)) {
    await page.goto(`${url}/#/${view}`);
    await page.waitForSelector('main h1', { timeout: 90_000 });
    await page.waitForSelector('.skeleton', { state: 'detached', timeout: 90_000 });
    // What was decided comes after the recommendations themselves.
    if (name === 'recommendations')
      await page.locator('.card .tag.ok').filter({ hasText: 'accepted' }).waitFor({ timeout: 90_000 });
    await page.getByText('Pricing the network').waitFor({ state: 'hidden', timeout: 90_000 });
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    drawn.push(path);
  }
  await page.close();
  return drawn;
}
