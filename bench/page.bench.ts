import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch } from '../scripts/pictures/take-pictures.ts';
import { composeServices } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { startServer } from '../src/server.ts';
import type { Benchmark } from './harness.ts';
import { median } from './harness.ts';
import { networkOfVpcs } from './support/network-of-vpcs.ts';

const VPCS = 200;
const ROUNDS = 3;
const PANS = 60;

interface Figures {
  /** Seconds of script until the drawing stands, layout and style aside. */
  readonly scriptSeconds: number;
  /** Time of a frame while the drawing is moved, over that of an empty SVG with as many elements. */
  readonly frameRatio: number;
}

let measured: Promise<Figures> | undefined;

/** One run of browser and service serves both figures. */
function figures(): Promise<Figures> {
  measured ??= run();
  return measured;
}

async function run(): Promise<Figures> {
  const { status } = spawnSync(process.execPath, ['scripts/build-web.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the page cannot be built');
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-page-bench-'));
  const env = { TOLLGATE_DATA_DIR: folder, TOLLGATE_OFFLINE: 'true', TOLLGATE_LOG_LEVEL: 'warn' };
  const opened = { origin: 'file' as const, name: 'network.json', capturedAt: null, network: networkOfVpcs(VPCS) };
  const service = await startServer(readConfig(env, { port: '0' }), () => composeServices(readConfig(env)), opened);
  const browser = await launch();
  try {
    const address = `${service.url}/#/network?by=vpc`;
    const scripts: number[] = [];
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      scripts.push(await scriptOf(page, address));
      const count = await page.locator('svg.network *').count();
      const empty = await emptySvg(browser, folder, count);
      const base = await frameOf(empty);
      ratios.push((await frameOf(page)) / base);
      await empty.close();
      await page.close();
    }
    return { scriptSeconds: median(scripts), frameRatio: median(ratios) };
  } finally {
    await browser.close();
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of script of a view until it is drawn, as the browser counts them. */
async function scriptOf(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(address);
  await page.locator('svg.network .node').nth(20).waitFor();
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
}

/** As many plain elements as the drawing has, without anything in them: what the browser itself needs. */
async function emptySvg(browser: Browser, folder: string, count: number): Promise<Page> {
  const rects = Array.from(
    { length: count },
    (_, index) => `<rect x="${(index * 37) % 1000}" y="${(index * 53) % 1500}" width="20" height="8"/>`,
  );
  const svg = `<div class="canvas" style="overflow:auto;height:700px"><svg class="network" width="1000" height="1500">${rects.join('')}</svg></div>`;
  const file = join(folder, 'empty.html');
  await writeFile(file, `<!doctype html><body>${svg}</body>`);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`file://${file}`);
  return page;
}

/** Runs in the page, so it is text: milliseconds of a frame while the drawing is moved to and fro. */
const PANNING = `(async () => {
  const drawing = document.querySelector('svg.network');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const start = await frame();
  let last = start;
  for (let step = 0; step < ${PANS}; step++) {
    drawing.style.transform = 'translate(' + (step % 20) * 8 + 'px, ' + (step % 15) * -6 + 'px)';
    last = await frame();
  }
  return (last - start) / ${PANS};
})()`;

const frameOf = (page: Page): Promise<number> => page.evaluate<number>(PANNING);

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'seconds of script until the Network view of 200 VPCs stands',
    better: 'lower',
    measure: async () => (await figures()).scriptSeconds,
  },
  {
    name: 'a frame of the Network view of 200 VPCs while it moves / of an empty SVG of as many elements',
    better: 'lower',
    measure: async () => (await figures()).frameRatio,
  },
];
