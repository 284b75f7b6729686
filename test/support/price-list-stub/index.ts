import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bulkFile } from './bulk-api.ts';
import { bundledCards, type Catalogue, catalogueOf } from './catalogue.ts';
import { type Fault, Faults } from './faults.ts';
import { awsError, getProducts, type Publication } from './query-api.ts';
import { type Quota, tokenBucket } from './quota.ts';

export interface PriceListStub {
  /** Origin of both APIs: `AWS_ENDPOINT_URL_PRICING` for the one, the bulk origin for the other. */
  readonly url: string;
  readonly faults: Faults;
  /** Requests so far: paths of the bulk API, `GetProducts` with its answer's status for the query API. */
  readonly requests: { readonly path: string; readonly status: number }[];
  /** Changes what is published from now on. */
  publish(catalogue: Catalogue, publication: Publication): void;
  close(): Promise<void>;
}

const FIRST_PUBLICATION: Publication = { version: '20260917190528', publicationDate: '2026-09-17T19:05:28Z' };

/** A price list on a free port of the loopback: what the snapshot says, with decoys, unless told otherwise. */
export async function startPriceListStub(
  options: { readonly catalogue?: Catalogue; readonly quota?: Quota } = {},
): Promise<PriceListStub> {
  let catalogue = options.catalogue ?? catalogueOf(bundledCards());
  let publication = FIRST_PUBLICATION;
  const take = options.quota === undefined ? () => true : tokenBucket(options.quota);
  const faults = new Faults();
  const requests: { path: string; status: number }[] = [];

  function answer(request: IncomingMessage, body: string): { status: number; text: string; type: string } {
    if (request.method !== 'POST') {
      const text = bulkFile(catalogue, publication, request.url ?? '/');
      return { status: text === undefined ? 404 : 200, text: text ?? '<Error/>', type: 'application/json' };
    }
    const { authorization = '', 'x-amz-target': target = '' } = request.headers;
    const { status, body: value } = take()
      ? getProducts(catalogue, publication, { authorization, target: String(target), body })
      : awsError(400, 'ThrottlingException', 'rate exceeded');
    return { status, text: JSON.stringify(value), type: 'application/x-amz-json-1.1' };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const path = request.method === 'POST' ? 'GetProducts' : (request.url ?? '/');
    const good = answer(request, body);
    const fault = faults.next(path, body);
    const sent = fault ? spoil(good, fault) : good;
    requests.push({ path, status: sent.status });
    if (fault?.kind === 'silence') return;
    response.writeHead(sent.status, { 'content-type': sent.type });
    if (fault?.kind === 'cut') {
      response.write(sent.text.slice(0, sent.text.length / 2), () => response.destroy());
    } else response.end(sent.text);
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    requests,
    publish(next, when) {
      catalogue = next;
      publication = when;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function spoil(good: { status: number; text: string; type: string }, fault: Fault): typeof good {
  if (fault.kind === 'status') return { ...good, status: fault.status, text: '' };
  if (fault.kind === 'body') return { ...good, text: fault.text };
  if (fault.kind === 'truncated') return { ...good, text: good.text.slice(0, good.text.length / 3) };
  if (fault.kind !== 'aws-error') return good;
  return { ...good, status: fault.status, text: JSON.stringify(awsError(fault.status, fault.type, 'planned').body) };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
