import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import { network } from './http-app.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Reads and estimates in equal parts, as a dashboard and a pipeline send them. */
const MIX: readonly autocannon.Request[] = [
  { method: 'GET', path: '/v1/regions' },
  { method: 'POST', path: '/v1/estimates', headers: JSON_TYPE, body: JSON.stringify(network(1)) },
  { method: 'GET', path: '/v1/rates?region=us-east-1' },
  { method: 'POST', path: '/v1/estimates', headers: JSON_TYPE, body: JSON.stringify(network(50)) },
  { method: 'GET', path: '/v1/budgets' },
  { method: 'POST', path: '/v1/estimates?format=markdown', headers: JSON_TYPE, body: JSON.stringify(network(10)) },
];

export interface LoadOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}

/** Sends the mix on every connection, one request after the other, for the seconds given. */
export function mixedLoad({ url, headers, connections, seconds }: LoadOptions): Promise<autocannon.Result> {
  const requests = MIX.map((each) => ({ ...each, headers: { ...each.headers, ...headers } }));
  return autocannon({ url, connections, duration: seconds, requests });
}

/** Requests that did not end with 200, of whatever kind. */
export const failed = ({ errors, timeouts, non2xx }: autocannon.Result): number => errors + timeouts + non2xx;

/** What became of requests to a service that was stopped under load. */
export interface Stopped {
  /** Answered whole. */
  readonly answered: number;
  /** Answered in part, or begun and not answered. */
  readonly lost: readonly string[];
}

/** Sends small estimates on every connection until the service takes no more, and stops it on the way. */
export async function loadUntilStopped(
  { url, headers, connections }: Omit<LoadOptions, 'seconds'>,
  stop: () => void,
): Promise<Stopped> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const body = JSON.stringify(network(50));
  const lost: string[] = [];
  let answered = 0;
  const work = async (): Promise<void> => {
    for (;;) {
      const outcome = await sendOne(`${url}/v1/estimates`, { agent, headers: { ...JSON_TYPE, ...headers }, body });
      if (outcome === 'closed') return;
      if (outcome === 'busy') await setTimeout(100);
      else if (outcome !== 'answered') lost.push(outcome);
      else if (++answered === connections * 10) stop();
      if (lost.length > connections) return;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return { answered, lost };
}

function sendOne(
  url: string,
  { agent, headers, body }: { readonly agent: Agent; readonly headers: Record<string, string>; readonly body: string },
): Promise<string> {
  return new Promise((done) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => done('cut'));
      response.on('end', () =>
        done(
          isBusy(response)
            ? 'busy'
            : isWhole(response, Buffer.concat(chunks))
              ? 'answered'
              : `answered ${response.statusCode}`,
        ),
      );
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // Nobody listens any more, or nobody took the new connection up before that: the request was never begun.
      const isClosed = error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && !sent.reusedSocket);
      done(isClosed ? 'closed' : `${error.code}`);
    });
    sent.end(body);
  });
}

/** A service that has just started on a busy machine asks to come back, which is a whole answer. */
const isBusy = ({ statusCode, headers }: IncomingMessage): boolean =>
  statusCode === 503 && headers['retry-after'] !== undefined;

function isWhole({ statusCode, complete }: IncomingMessage, body: Buffer): boolean {
  return statusCode === 200 && complete && JSON.parse(body.toString()).endpoints.length === 50;
}
