import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** Highest resident memory while it ran, MiB. */
  readonly memory: number;
  /** It was ended because it took more than a minute of a processor, or three minutes by the clock. */
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

/** A minute of the process's own work; on a machine that others use it takes longer by the clock. */
const MOST_WORK_S = 60;
const LONGEST_MS = 170_000;
const SAMPLE_MS = 50;

/** Runs a program of this checkout in a process of its own, to its end or for a minute of work. */
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
    if (worked(child.pid ?? 0) > MOST_WORK_S) end();
  }, SAMPLE_MS);
  const end = (): void => {
    hung = true;
    child.kill('SIGKILL');
  };
  const late = setTimeout(end, LONGEST_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(sample);
      clearTimeout(late);
      resolve({ code, signal, out, err, memory, hung });
    });
  });
}

/** Seconds of a processor that a process took so far. */
function worked(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
    return ((fields[11] ?? 0) + (fields[12] ?? 0)) / 100;
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
