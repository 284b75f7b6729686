import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { failed, loadUntilStopped, mixedLoad } from '../test/support/load.ts';
import type { Benchmark } from './harness.ts';
import { sampleNetwork } from './sample-network.ts';
import type { LoadService, MemoryAnswer } from './support/load-service.ts';

const CONNECTIONS = 32;
const WARM_UP_S = 20;
const RUN_S = 60;
const OVERLOAD_MS = 5000;
const SAMPLE_MS = 5000;
/** Large enough to go to a worker, of which there is a short queue. */
const OVERLOADING = 5000;

interface Figures {
  readonly failures: number;
  readonly p99OverP50: number;
  /** Memory in use after the run over that before it, garbage collected: what the run left behind. */
  readonly memoryGrowth: number;
  /** The highest resident memory of the run over that before it: with garbage that waits to be collected. */
  readonly memoryPeak: number;
  /** Answers beyond the limits that are neither 200 nor a refusal with Retry-After, and requests that fail afterwards. */
  readonly badRefusals: number;
  /** Requests that a SIGTERM under load left without an answer. */
  readonly lost: number;
}

let measured: Promise<Figures> | undefined;

/** One run of the service serves all figures. */
function figures(): Promise<Figures> {
  measured ??= run();
  return measured;
}

async function run(): Promise<Figures> {
  const child = fork(new URL('./support/load-service.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  try {
    const [{ url, key }] = (await once(child, 'message')) as [LoadService];
    const headers = { authorization: `Bearer ${key}` };
    const load = { url, headers, connections: CONNECTIONS };
    await mixedLoad({ ...load, seconds: WARM_UP_S });
    const before = await bytesOf(child, 'used');
    const resident = await bytesOf(child, 'resident');
    let highest = resident;
    const sampling = setInterval(async () => {
      highest = Math.max(highest, await bytesOf(child, 'resident'));
    }, SAMPLE_MS);
    const result = await mixedLoad({ ...load, seconds: RUN_S });
    clearInterval(sampling);
    const after = await bytesOf(child, 'used');
    console.log(
      `     ${Math.round(result.requests.average)} requests a second, p50 ${result.latency.p50} ms, p99 ${result.latency.p99} ms, ` +
        `${mebibytes(before)} and ${mebibytes(after)} MiB used before and after, ${mebibytes(resident)} and ${mebibytes(highest)} MiB resident before and at most`,
    );
    const badRefusals = await overload(url, headers);
    const { lost } = await loadUntilStopped(load, () => child.kill('SIGTERM'));
    return {
      failures: failed(result),
      p99OverP50: result.latency.p99 / result.latency.p50,
      memoryGrowth: after / before,
      memoryPeak: highest / resident,
      badRefusals,
      lost: lost.length,
    };
  } finally {
    child.kill('SIGKILL');
  }
}

/** More large estimates at once than workers and queue take, then ordinary ones: how many of the answers are wrong. */
async function overload(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const send = (body: string) =>
    fetch(`${url}/v1/estimates`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  const large = sampleNetwork(OVERLOADING);
  const counts = { answered: 0, refused: 0, bad: 0 };
  const end = performance.now() + OVERLOAD_MS;
  const flood = async (): Promise<void> => {
    while (performance.now() < end) {
      const answer = await send(large);
      await answer.arrayBuffer();
      const isRefused =
        (answer.status === 503 || answer.status === 429) && Number(answer.headers.get('retry-after')) > 0;
      counts[answer.ok ? 'answered' : isRefused ? 'refused' : 'bad'] += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, flood));
  for (let round = 0; round < 5; round++) if (!(await send(sampleNetwork(1))).ok) counts.bad += 1;
  console.log(`     beyond the limits: ${counts.answered} answered, ${counts.refused} refused`);
  return counts.refused === 0 ? Number.NaN : counts.bad;
}

/** Bytes of the service: resident now, or in use once it has collected its garbage. */
async function bytesOf(child: ChildProcess, what: MemoryAnswer['what']): Promise<number> {
  child.send(what);
  for (;;) {
    const [answer] = (await once(child, 'message')) as [MemoryAnswer];
    if (answer.what === what) return answer.bytes;
  }
}

const mebibytes = (bytes: number): string => String(Math.round(bytes / 2 ** 20));

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'p99 / p50 of 32 connections of reads and estimates for 60 s',
    better: 'lower',
    measure: async () => (await figures()).p99OverP50,
  },
  { name: 'requests of that load that failed', better: 'lower', measure: async () => (await figures()).failures },
  {
    name: 'memory in use after that load / before it',
    better: 'lower',
    measure: async () => (await figures()).memoryGrowth,
  },
  {
    name: 'highest resident memory of that load / before it',
    better: 'lower',
    measure: async () => (await figures()).memoryPeak,
  },
  {
    name: 'answers beyond the limits of that load other than 200, 429 and 503',
    better: 'lower',
    measure: async () => (await figures()).badRefusals,
  },
  {
    name: 'requests of that load without an answer at SIGTERM',
    better: 'lower',
    measure: async () => (await figures()).lost,
  },
];
