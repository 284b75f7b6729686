import { fork } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { type Benchmark, median } from './harness.ts';
import type { EchoServers } from './support/echo-servers.ts';

const WARM_UP_S = 2;
const RUN_S = 1;
const ROUNDS = 15;
const CONNECTIONS = 10;

/**
 * Requests a second that the service prices, against those that a bare Fastify answers with the same JSON in and out. Both live in
 * one process and take turns, so that whatever slows the machine slows both.
 */
async function againstEcho(): Promise<number> {
  const child = fork(new URL('./support/echo-servers.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    const [{ service, echo, body }] = (await once(child, 'message')) as [EchoServers];
    const rate = async (url: string, duration: number): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      const result = await autocannon({ url, method: 'POST', headers, body, connections: CONNECTIONS, duration });
      if (result.errors + result.non2xx > 0)
        throw new Error(`${url}: ${result.errors + result.non2xx} requests failed`);
      return result.requests.total / result.duration;
    };
    for (const url of [echo, service]) await rate(url, WARM_UP_S);
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const base = await rate(echo, RUN_S);
      ratios.push((await rate(service, RUN_S)) / base);
    }
    return median(ratios);
  } finally {
    child.kill('SIGKILL');
  }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'requests a second, POST /v1/estimates of 50 endpoints / bare Fastify echo',
    better: 'higher',
    measure: againstEcho,
  },
];
