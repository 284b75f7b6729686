import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemo } from './demo/seed.ts';
import { guidePictures } from './guide-pictures.ts';
import { writeReports } from './pictures/reports.ts';
import { drawPages, drawViews, launch } from './pictures/take-pictures.ts';

/** Draws the pictures of the guides again: networks, the eight reports and the comment, and views of the page over the demo. */
const docs = fileURLToPath(new URL('../docs', import.meta.url));
for (const [name, text] of Object.entries(await guidePictures())) await writeFile(join(docs, 'guides', name), text);

const folder = mkdtempSync(join(tmpdir(), 'tollgate-pictures-'));
const now = new Date();
const browser = await launch();
try {
  const pages = await writeReports(folder, now);
  const frame = { width: 'wide', theme: 'light' } as const;
  await drawPages(browser, pages, frame, (name) => join(docs, 'pictures', `report-${name}.png`));
  const { status } = spawnSync(process.execPath, ['scripts/build-web.ts'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the page cannot be built');
  const service = await startDemo(join(folder, 'demo'), now, '0');
  await drawViews(browser, service.url, join(docs, 'pictures'));
  await service.close();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
