import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { imageOf } from '../../src/state/first-start.ts';
import { stateDirOf } from '../../src/state/has-state.ts';

const KEPT = join('.cache', 'state-image');

/**
 * Writes the database that a new service begins with: made, migrated, with the tables of the queue and without a row of anybody. Making it
 * takes seconds, so that of one code is kept.
 */
export async function writeStateImage(path: string): Promise<void> {
  const kept = join(KEPT, `${codeOfState()}.gz`);
  if (!existsSync(kept)) {
    mkdirSync(KEPT, { recursive: true });
    const partial = `${kept}.${process.pid}`;
    writeFileSync(partial, await made());
    renameSync(partial, kept);
  }
  copyFileSync(kept, path);
}

async function made(): Promise<Uint8Array> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-image-'));
  // A data directory is private to its user; what is built is for everybody.
  const mask = process.umask();
  try {
    const services = composeServices(
      readConfig({ TOLLGATE_OFFLINE: 'true', TOLLGATE_PRICING_CACHE: dataDir, TOLLGATE_DATA_DIR: dataDir }),
    );
    await services.state();
    await services.close();
    return await imageOf(stateDirOf(dataDir));
  } finally {
    process.umask(mask);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function codeOfState(): string {
  const hash = createHash('sha256');
  for (const file of [...globSync('src/state/**/*.ts').sort(), 'package-lock.json'])
    hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
