import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAwsLoopback } from '../../support/aws-loopback/server.ts';
import { makeEndpoints } from '../../support/aws-loopback/world.ts';
import type { Fault, Tried } from '../outcome.ts';
import { runTollgate } from '../process.ts';
import { failingPeer, PEERS } from './peers.ts';

const SCAN = ['scan', '--region', 'us-east-1', '--days', '1', '--out-file', '-'];
const ALL = [...SCAN, '--account', 'all', '--role', 'reader'];

/** Services of AWS by the name that their endpoint has in the environment, with the command that asks them. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  STS: SCAN,
  EC2: SCAN,
  CLOUDWATCH: SCAN,
  ELASTIC_LOAD_BALANCING_V2: SCAN,
  ROUTE_53: SCAN,
  ORGANIZATIONS: ALL,
  PRICING: ['rates', 'refresh', '--region', 'us-east-1', '--source', 'price-list-query'],
};

/** One service of AWS fails while the others work: the command line ends within a minute, with a code and not by a fault of ours. */
export const failingServices: readonly Fault[] = Object.entries(SERVICES).map(([service, words]) => ({
  kind: `AWS ${service} fails`,
  tries: Object.keys(PEERS).length,
  atOnce: 4,
  attempt: (index) => attempt(service, words, Object.keys(PEERS)[index % Object.keys(PEERS).length] ?? ''),
}));

async function attempt(service: string, words: readonly string[], peer: string): Promise<Tried> {
  const data = mkdtempSync(join(tmpdir(), 'tollgate-peer-'));
  const failing = await failingPeer(peer);
  const world = {
    account: '111122223333',
    region: 'us-east-1',
    endpoints: makeEndpoints(2, '2026-01-01T00:00:00Z', 1),
    stepSeconds: 3600,
    bytes: () => 1000,
  };
  const aws = await startAwsLoopback({ world, now: Math.floor(Date.now() / 1000) });
  try {
    const { code, signal, out, err, hung, memory } = await runTollgate(words, {
      environment: {
        AWS_ENDPOINT_URL: aws.url,
        [`AWS_ENDPOINT_URL_${service}`]: failing.url,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        TOLLGATE_DATA_DIR: data,
        TOLLGATE_OFFLINE: 'false',
        TOLLGATE_PRICING_CACHE: join(data, 'prices'),
      },
    });
    // A service that a scan can do without is named as unknown instead.
    const isOurs = signal === null && /\bTG\d{4}\b/.test(`${out}${err}`) && !err.includes('a fault in Tollgate');
    return {
      wrong: [...(hung ? (['hung'] as const) : []), ...(isOurs || hung ? [] : (['crashed'] as const))],
      memory,
      said: `${service} ${peer}: ${code ?? signal} ${err.slice(-300)}`,
    };
  } finally {
    failing.close();
    await aws.close();
    rmSync(data, { recursive: true, force: true });
  }
}
