import { spawnSync } from 'node:child_process';

/** Builds the page once before the first file. */
export function setup(): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build-web.ts'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
