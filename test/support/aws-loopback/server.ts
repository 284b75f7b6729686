import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerMetrics, type MetricCall } from './metrics.ts';
import { listsOf, type World } from './world.ts';
import { toXml } from './xml.ts';

/** What goes wrong with a call, once per entry, in order. */
export type Fault =
  | { readonly kind: 'error'; readonly code: string; readonly status: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** GetMetricData: these results come half, without points or not at all. */
  | {
      readonly kind: 'result';
      readonly status: 'PartialData' | 'InternalError' | 'Forbidden';
      readonly endpoint: string;
      /** Only this metric of the endpoint. */
      readonly metric?: string;
    };

export interface AwsLoopbackOptions {
  readonly world: World;
  /** What the server takes for now, seconds since 1970. */
  readonly now: number;
  /** Milliseconds by which the Date header of each answer is ahead of this machine; absent = none. */
  readonly dateAhead?: number;
  /** Items on a page of a Describe call, and datapoints on a page of GetMetricData. */
  readonly pageItems?: number;
  readonly pagePoints?: number;
  /** Faults by action; the last repeats for ever where `always` names the action. */
  readonly faults?: Readonly<Record<string, Fault[]>>;
  readonly always?: ReadonlySet<string>;
}

interface Serving extends AwsLoopbackOptions {
  readonly served: (points: number) => void;
}

/** EC2, STS and CloudWatch on a loopback port, speaking their documented protocols (EC2 query with XML, AWS JSON 1.0). */
export async function startAwsLoopback(options: AwsLoopbackOptions) {
  const calls: string[] = [];
  const keys: string[] = [];
  let points = 0;
  const served = (count: number): void => {
    points += count;
  };
  const server = createServer((request, response) => {
    if (options.dateAhead !== undefined)
      response.setHeader('date', new Date(Date.now() + options.dateAhead).toUTCString());
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const target =
        String(request.headers['x-amz-target'] ?? '')
          .split('.')
          .at(-1) ?? '';
      const path = new URL(request.url ?? '/', 'http://loopback').pathname;
      const action = target === '' ? (new URLSearchParams(body).get('Action') ?? path) : target;
      calls.push(action);
      keys.push(/Credential=([^/]+)/.exec(String(request.headers.authorization))?.[1] ?? '');
      const queue = options.faults?.[action] ?? [];
      const fault = options.always?.has(action) ? queue[0] : queue.shift();
      answer({ ...options, served }, action, body, fault, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    /** The access key that signed each call. */
    keys,
    /** Datapoints answered in all. */
    get points() {
      return points;
    },
    count: (action: string): number => calls.filter((each) => each === action).length,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Lists of Resolver, Profiles and Direct Connect, of which this account has nothing. */
const BESIDE = /^(?:ListResolver\w+|DescribeDirectConnect\w+|\/profile\w+)$/;

function answer(
  options: Serving,
  action: string,
  body: string,
  fault: Fault | undefined,
  response: ServerResponse,
): void {
  if (fault?.kind === 'cut') {
    response.socket?.destroy();
    return;
  }
  if (fault?.kind === 'slow') {
    setTimeout(() => answer(options, action, body, undefined, response), fault.milliseconds);
    return;
  }
  if (action === 'GetMetricData') {
    metrics(options, JSON.parse(body) as MetricCall, fault, response);
    return;
  }
  if (fault?.kind === 'error') {
    const error = `<Response><Errors><Error><Code>${fault.code}</Code><Message>as told</Message></Error></Errors><RequestID>r</RequestID></Response>`;
    const sts = `<ErrorResponse><Error><Type>Sender</Type><Code>${fault.code}</Code><Message>as told</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
    xml(response, fault.status, action === 'GetCallerIdentity' ? sts : error);
    return;
  }
  if (BESIDE.test(action)) {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end('{}');
    return;
  }
  if (action.endsWith('/hostedzonesbyvpc')) {
    const empty = '<HostedZoneSummaries/><MaxItems>100</MaxItems>';
    xml(response, 200, `<ListHostedZonesByVPCResponse>${empty}</ListHostedZonesByVPCResponse>`);
    return;
  }
  if (action === 'GetCallerIdentity') {
    const identity = toXml({
      Arn: 'arn:aws:iam::111122223333:user/test',
      UserId: 'test',
      Account: options.world.account,
    });
    xml(
      response,
      200,
      `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
    return;
  }
  describe(options, action, new URLSearchParams(body), response);
}

function describe(options: Serving, action: string, parameters: URLSearchParams, response: ServerResponse): void {
  const list = listsOf(options.world)[action];
  if (!list) {
    xml(
      response,
      400,
      '<Response><Errors><Error><Code>InvalidAction</Code><Message>unknown</Message></Error></Errors></Response>',
    );
    return;
  }
  const wanted = filterOf(parameters);
  const items =
    wanted === undefined
      ? list.items
      : list.items.filter((item) => Object.values(item).some((value) => wanted.has(String(value))));
  const from = Number(parameters.get('NextToken') ?? 0);
  const size = options.pageItems ?? 1000;
  const next = from + size < items.length ? `<nextToken>${from + size}</nextToken>` : '';
  xml(
    response,
    200,
    `<${action}Response><${list.element}>${toXml(items.slice(from, from + size))}</${list.element}>${next}</${action}Response>`,
  );
}

function filterOf(parameters: URLSearchParams): Set<string> | undefined {
  const values = [...parameters].filter(([name]) => /^Filter\.\d+\.Value/.test(name)).map(([, value]) => value);
  return values.length === 0 ? undefined : new Set(values);
}

function metrics(options: Serving, call: MetricCall, fault: Fault | undefined, response: ServerResponse): void {
  if (fault?.kind === 'error') {
    response.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.cloudwatch#${fault.code}`, message: 'as told' }));
    return;
  }
  const result = answerMetrics(options.world, call, options.now, options.pagePoints ?? 100_800);
  if (fault?.kind === 'result') {
    for (const each of result.MetricDataResults) {
      const query = call.MetricDataQueries.find((one) => one.Id === each.Id);
      const { Dimensions = [], MetricName } = query?.MetricStat.Metric ?? {};
      if (!Dimensions.some((dimension) => dimension.Value === fault.endpoint)) continue;
      if (fault.metric !== undefined && fault.metric !== MetricName) continue;
      const keep = fault.status === 'PartialData' ? Math.floor(each.Values.length / 2) : 0;
      Object.assign(each, {
        StatusCode: fault.status,
        Values: each.Values.slice(0, keep),
        Timestamps: each.Timestamps.slice(0, keep),
      });
    }
  }
  options.served(result.MetricDataResults.reduce((sum, each) => sum + each.Values.length, 0));
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify(result));
}

function xml(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
}
