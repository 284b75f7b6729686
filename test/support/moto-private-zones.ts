import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** moto with one rule of Route 53 that it lacks: a zone that is made with a VPC is private. */
export interface PrivateZones {
  readonly url: string;
  stop(): void;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

const privately = (body: string): string =>
  body.includes('<PrivateZone>')
    ? body
    : body.includes('</HostedZoneConfig>')
      ? body.replace('</HostedZoneConfig>', '<PrivateZone>true</PrivateZone></HostedZoneConfig>')
      : body.replace('<Name>', '<HostedZoneConfig><PrivateZone>true</PrivateZone></HostedZoneConfig><Name>');

/** Stands before a moto server and hands everything on. */
export async function privateZones(moto: string): Promise<PrivateZones> {
  const server = createServer(async (request, response) => {
    const given = await bodyOf(request);
    const isZone = request.method === 'POST' && /\/hostedzone\/?$/.test(request.url ?? '') && given.includes('<VPC>');
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = request.headers;
    const answer = await fetch(`${moto}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(given !== '' && { body: isZone ? privately(given) : given }),
    });
    const { 'content-encoding': _____, 'content-length': ______, ...kept } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, kept).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, stop: () => void server.close() };
}
