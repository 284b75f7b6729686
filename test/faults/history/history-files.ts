import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withThroughput } from '../../../src/history/open-throughput-view.ts';
import { scopePath } from '../../../src/history/paths.ts';

export const SCOPE = { account: '111122223333', region: 'us-east-1' };
/** The first minute that store-rows.ts stores. */
export const START = Date.UTC(2026, 9, 30) / 1000;

/** Runs the work with a data directory of its own. */
export async function withRoot<Result>(work: (root: string) => Promise<Result>): Promise<Result> {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-fault-'));
  try {
    return await work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export interface Child {
  readonly process: ChildProcess;
  /** What it said, once it ended: `stored N`, `failed CODE`, or how it was ended. */
  readonly ended: Promise<string>;
}

/** A process that stores so many minutes, or joins the files of each day. */
export function start(program: 'store-rows' | 'compact-history', ...given: readonly (string | number)[]): Child {
  const child = spawn(process.execPath, [join('test', 'support', `${program}.ts`), ...given.map(String)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString();
  });
  const ended = new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(said || `ended ${signal ?? code}`));
  });
  return { process: child, ended };
}

/** Where the lock of the scope lies. */
export const lockOf = (root: string): string => `${scopePath(root, SCOPE)}.lock`;

/** Resolves once the scope is locked, or the process ended before. */
export async function locked(root: string, child: Child): Promise<boolean> {
  let ended = false;
  void child.ended.then(() => {
    ended = true;
  });
  while (!ended) {
    if (existsSync(lockOf(root))) return true;
    await sleep(1);
  }
  return false;
}

/** Rows stored, and different ones among them. */
export const storedRows = (root: string): Promise<{ readonly rows: number; readonly different: number }> =>
  withThroughput(root, [SCOPE], {}, async ({ connection }) => {
    const told = await connection.runAndReadAll(
      'SELECT count(*), count(DISTINCT (endpoint_id, az, start)) FROM throughput',
    );
    const [rows, different] = (told.getRows()[0] ?? []).map(Number);
    return { rows: rows ?? 0, different: different ?? 0 };
  });
