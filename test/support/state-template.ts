import { createHash, type Hash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { stateDirOf } from '../../src/state/has-state.ts';

/** Templates of this checkout, each named by the code that wrote it. */
const TEMPLATES = join(process.cwd(), '.cache', 'test-state');

let template: Promise<string> | undefined;

/**
 * Lays an embedded state database down in a data directory, as a service without any job has left it. Making one takes ten seconds
 * of a processor (PostgreSQL's initdb in WebAssembly), opening a copy less than one. What the copy cannot show, the very first start,
 * is for tests that do without.
 */
export async function layState(dataDir: string): Promise<void> {
  template ??= made();
  const folder = stateDirOf(dataDir);
  if (!existsSync(folder)) cpSync(await template, folder, { recursive: true, preserveTimestamps: true });
}

async function made(): Promise<string> {
  const whole = join(TEMPLATES, nameOfCode());
  if (existsSync(whole)) return whole;
  mkdirSync(TEMPLATES, { recursive: true });
  const dataDir = mkdtempSync(join(TEMPLATES, 'making-'));
  const services = composeServices(
    readConfig({ TOLLGATE_OFFLINE: 'true', TOLLGATE_PRICING_CACHE: dataDir, TOLLGATE_DATA_DIR: dataDir }),
  );
  await services.state();
  await services.close();
  publish(stateDirOf(dataDir), whole);
  rmSync(dataDir, { recursive: true, force: true });
  return whole;
}

/** Several files of tests may make it at once: the first wins, and the others use that. */
function publish(folder: string, whole: string): void {
  try {
    renameSync(folder, whole);
  } catch (error) {
    if (!existsSync(whole)) throw error;
  }
}

function nameOfCode(): string {
  const hash = globSync('src/state/**/*.ts').sort().reduce(add, createHash('sha256'));
  return add(hash, 'package-lock.json').digest('hex').slice(0, 16);
}

const add = (hash: Hash, file: string): Hash => hash.update(file).update(readFileSync(file));

/** A state database of its own, which is removed when it is closed. */
export async function openEmbedded(): Promise<Database> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-state-'));
  await layState(dataDir);
  const database = await openDatabase({ dataDir: stateDirOf(dataDir) });
  const close = async (): Promise<void> => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...database, close };
}
