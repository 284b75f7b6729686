import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** Highest resident memory while it ran, MiB. */
  readonly memory: number;
  /** It was ended because it took longer than a minute. */
  readonly hung: boolean;
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs it as this user. */
  readonly user?: number;
  /** Words before the program, such as `unshare -rm`. */
  readonly under?: readonly string[];
  readonly onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

const LONGEST_MS = 60_000;
const SAMPLE_MS = 50;

/** Runs a program of this checkout in a process of its own, to its end or for a minute. */
export function runNode(program: string, given: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const [command = '', ...words] = [...(options.under ?? []), process.execPath, program, ...given];
  const child = spawn(command, words, {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      TOLLGATE_OFFLINE: 'true',
      TOLLGATE_PRICING_CACHE: '/nonexistent',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.user !== undefined && { uid: options.user, gid: options.user }),
  });
  let [out, err, memory, hung] = ['', '', 0, false];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    options.onOutput?.(text, (signal) => child.kill(signal));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    options.onOutput?.(text, (signal) => child.kill(signal));
  });
  const sample = setInterval(() => {
    memory = Math.max(memory, highest(child.pid ?? 0));
  }, SAMPLE_MS);
  const late = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, LONGEST_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(sample);
      clearTimeout(late);
      resolve({ code, signal, out, err, memory, hung });
    });
  });
}

/** Highest resident memory of a process so far, MiB. */
export function highest(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Runs the command line. */
export const runTollgate = (given: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  runNode('src/main.ts', given, options);
