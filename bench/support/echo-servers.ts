// A process of its own for bench/http-estimates.bench.ts: the service, and a bare Fastify that reads and writes the same JSON.
import Fastify from 'fastify';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import { sampleNetwork } from '../sample-network.ts';

/** What the parent is told. */
export interface EchoServers {
  readonly service: string;
  readonly echo: string;
  readonly body: string;
}

const ENDPOINTS = 50;

// The limit of requests is raised, not removed: counting them is a part of the work.
const config = readConfig({
  TOLLGATE_OFFLINE: 'true',
  TOLLGATE_PORT: '0',
  TOLLGATE_DATA_DIR: '/nonexistent',
  TOLLGATE_RATE_LIMIT_PER_MINUTE: '10000000',
});
const server = await startServer(config, () => composeServices(config));
const service = `${server.url}/v1/estimates`;
const body = sampleNetwork(ENDPOINTS);
const headers = { 'content-type': 'application/json' };
const answer: unknown = await (await fetch(service, { method: 'POST', headers, body })).json();

const bare = Fastify();
bare.post('/', async () => answer);
const echo = await bare.listen({ host: '127.0.0.1', port: 0 });

process.send?.({ service, echo, body } satisfies EchoServers);
