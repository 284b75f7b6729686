import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that a receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a receiver answers: with a status (and headers), or not at all. */
export type Answer =
  | number
  | 'silence'
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> };

/** A webhook receiver on loopback: the answers in turn, the last for ever. */
export async function startReceiver(...answers: readonly [Answer, ...Answer[]]) {
  const received: Received[] = [];
  const left = [...answers];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      received.push({ path, headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = left.length > 1 ? left.shift() : left[0];
      if (answer === 'silence' || answer === undefined) return;
      const { status, headers: own } = typeof answer === 'number' ? { status: answer, headers: {} } : answer;
      response.writeHead(status, own).end('an answer that nobody may see');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    /** From now on. */
    answer(...next: readonly [Answer, ...Answer[]]): void {
      left.splice(0, left.length, ...next);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
