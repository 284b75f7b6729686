import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** Highest resident memory while it ran, MiB. */
  readonly memory: number;
  /** It was ended because it took more than a minute by the clock, without the time in which others had the processor. */
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

/** The longest that anything may take to end. */
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
  const begun = performance.now();
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
    if (performance.now() - begun - queued(child.pid ?? 0) <= LONGEST_MS) return;
    hung = true;
    child.kill('SIGKILL');
  }, SAMPLE_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(sample);
      resolve({ code, signal, out, err, memory, hung });
    });
  });
}

/** Milliseconds in which a process was ready to run and others had the processor (its first thread, by the scheduler's own account). */
function queued(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1] ?? 0) / 1e6;
  } catch {
    return 0;
  }
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
