import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch } from '../../scripts/pictures/take-pictures.ts';
import { settled } from './support/browser.ts';

const FILE = 'examples/app.yaml';
const folder = mkdtempSync(join(tmpdir(), 'tollgate-opened-'));
const env = { ...process.env, TOLLGATE_OFFLINE: 'true', TOLLGATE_DATA_DIR: folder };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('tollgate open FILE shows the network with the figure of breakdown, and asks no other origin', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'open', FILE], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const url = /http:\/\/\S+\//.exec(line)?.[0] ?? '';
    expect(line).toMatch(/^app\.yaml is open at|^examples\/app\.yaml is open at/);
    const page = await browser.newPage();
    const origins = new Set<string>();
    page.on('request', (request) => origins.add(`${new URL(request.url()).origin}/`));
    await page.goto(url);
    await settled(page);
    const shown = (await page.textContent('[data-figure="monthly"]'))?.replace(/[^\d.,]/g, '') ?? '';
    const { stdout } = spawnSync(process.execPath, ['src/main.ts', 'breakdown', '--path', FILE], {
      env,
      encoding: 'utf8',
    });
    expect(shown).toMatch(/^\d+\.\d\d$/);
    expect(stdout).toContain(`At least $${shown} a month`);
    expect([...origins]).toEqual([url]);
    expect(said.join('')).toBe('');
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});
