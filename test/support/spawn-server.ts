import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { layState } from './state-template.ts';

export interface SpawnedServer {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it wrote to standard error so far. */
  readonly log: () => string;
  /** Resolves with exit code and signal. */
  readonly exited: Promise<[number | null, NodeJS.Signals | null]>;
}

/** The real `tollgate serve` as a process of its own, on a free port of loopback, ended after the test. */
export async function spawnServer(
  environment: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<SpawnedServer> {
  // The service keeps its state below the data directory from its start on: two of them must not share one.
  const data = mkdtempSync(join(tmpdir(), 'tollgate-serve-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  if (environment['DATABASE_URL'] === undefined) await layState(environment['TOLLGATE_DATA_DIR'] ?? data);
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(process.execPath, ['src/main.ts', 'serve', ...port, ...args], {
    env: {
      ...process.env,
      TOLLGATE_OFFLINE: 'true',
      TOLLGATE_PRICING_CACHE: '/nonexistent',
      TOLLGATE_DATA_DIR: data,
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const exited = once(child, 'exit') as SpawnedServer['exited'];
  onTestFinished(() => void child.kill('SIGKILL'));
  const url = await new Promise<string>((listening, failed) => {
    const look = (): void => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (found) listening(found);
    };
    child.stderr.on('data', look);
    child.once('exit', () => failed(new Error(`the server ended before it listened: ${text}`)));
  });
  return { url, child, log: () => text, exited };
}
