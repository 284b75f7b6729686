import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface RunResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** The program: the source, unless a built one is tested. */
  readonly main?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const COMPILED = join(import.meta.dirname, '..', '..', '.cache', 'compiled');

/** An environment with nothing of the user's or of AWS in it; the network is never asked. */
export const cleanEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  NODE_COMPILE_CACHE: COMPILED,
  TOLLGATE_OFFLINE: 'true',
  TOLLGATE_PRICING_CACHE: '/nonexistent',
});

/** Starts `tollgate` as a process of its own. */
export function startTollgate(args: readonly string[], { main = 'src/main.ts', env, cwd }: RunOptions = {}) {
  return spawn(process.execPath, [main, ...args], { cwd, env: { ...cleanEnvironment(), ...env } });
}

/** Runs `tollgate` as a process of its own, to its end. */
export async function tollgate(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const child = startTollgate(args, options);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  // A program that refuses its arguments ends before it has read what it is given.
  child.stdin.on('error', () => undefined).end(options.input);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, out, err };
}

/** A directory of the test's own, removed after it. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'tollgate-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
