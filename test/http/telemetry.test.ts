import { describe, expect, onTestFinished, test } from 'vitest';
import type { ProblemDocument } from '../../src/http/problem/problem.ts';
import { isOver, type ScanRecord } from '../../src/operations/resources/scans/scan-record.ts';
import { startAwsLoopback } from '../support/aws-loopback/server.ts';
import { makeEndpoints } from '../support/aws-loopback/world.ts';
import { freePort } from '../support/free-port.ts';
import { JSON_TYPE, network } from '../support/http-app.ts';
import { type ReceivedSpan, startOtlpReceiver } from '../support/otlp-receiver.ts';
import { scanWhen } from '../support/scan-app.ts';
import { spawnServer } from '../support/spawn-server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

const post = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) });

async function servedWithReceiver() {
  const receiver = await startOtlpReceiver();
  const now = Math.floor(Date.now() / 1000);
  const endpoints = makeEndpoints(1, '2026-01-01T00:00:00Z');
  const aws = await startAwsLoopback({
    now,
    world: { account: '111122223333', region: 'us-east-1', endpoints, bytes: () => 1000 },
  });
  onTestFinished(async () => {
    await receiver.close();
    await aws.close();
  });
  const server = await spawnServer({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  return { receiver, server };
}

describe('OpenTelemetry', () => {
  test('a scan is one trace from the caller over the job to each call of AWS and each query', async () => {
    const { receiver, server } = await servedWithReceiver();
    const asked = await post(
      `${server.url}/v1/scans`,
      { region: 'us-east-1', days: 1 },
      { traceparent: `00-${TRACE}-${CALLER}-01` },
    );
    const { id } = (await asked.json()) as ScanRecord;
    await scanWhen(server.url, id, ({ state }) => isOver(state));
    expect((await post(`${server.url}/v1/estimates`, network(1500))).status).toBe(200);
    const refused = (await (await fetch(`${server.url}/v1/scans/none`)).json()) as ProblemDocument;
    server.child.kill('SIGTERM');
    await server.exited;

    const spans = receiver.spans();
    const named = (name: string): ReceivedSpan => {
      const found = spans.find((span) => span.name === name);
      if (!found) throw new Error(`no span ${name} among ${spans.map((span) => span.name).join(', ')}`);
      return found;
    };
    const request = named('POST /v1/scans');
    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: CALLER });
    const job = named('job scan');
    expect(job).toMatchObject({ traceId: TRACE, parentSpanId: request.spanId });
    expect(named('EC2.DescribeVpcEndpoints')).toMatchObject({ traceId: TRACE, parentSpanId: job.spanId });
    expect(named('CloudWatch.GetMetricData')).toMatchObject({ traceId: TRACE, parentSpanId: job.spanId });
    const engines = spans
      .filter(({ name, traceId }) => name === 'query' && traceId === TRACE)
      .map(({ attributes }) => attributes.find(({ key }) => key === 'db.system.name')?.value['stringValue']);
    expect(new Set(engines)).toEqual(new Set(['postgresql', 'duckdb']));

    const operation = named('operation estimate');
    expect(operation.parentSpanId).toBe(named('POST /v1/estimates').spanId);
    const lookedAt = spans.filter(({ name }) => name === 'GET /v1/scans/:id').map(({ traceId }) => traceId);
    expect(lookedAt).toContain(refused.traceId);
    expect(server.log()).toContain(`"trace_id":"${TRACE}"`);
    expect(spans.every((span) => BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano))).toBe(true);
  });

  test('metrics are those of /metrics, sent once more when the service stops', async () => {
    const { receiver, server } = await servedWithReceiver();
    expect((await post(`${server.url}/v1/estimates`, network())).status).toBe(200);
    server.child.kill('SIGTERM');
    await server.exited;
    const durations = receiver.metrics().find(({ name }) => name === 'tollgate_http_request_duration_seconds');
    const estimates = durations?.histogram?.dataPoints.find(({ attributes }) =>
      attributes.some(({ value }) => value['stringValue'] === '/v1/estimates'),
    );
    expect(Number(estimates?.count)).toBe(1);
    expect(estimates?.bucketCounts.map(Number).reduce((all, each) => all + each, 0)).toBe(1);
    expect(estimates?.bucketCounts).toHaveLength((estimates?.explicitBounds.length ?? 0) + 1);
    const attributes = receiver.resources()[0]?.resource.attributes ?? [];
    const text = Object.fromEntries(attributes.map(({ key, value }) => [key, value['stringValue']]));
    expect(text).toMatchObject({ 'service.name': 'tollgate', 'deployment.environment.name': 'test' });
  });

  test('a receiver that is away is one line of the log, and nothing else', async () => {
    const server = await spawnServer({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` });
    expect((await post(`${server.url}/v1/estimates`, network())).status).toBe(200);
    server.child.kill('SIGTERM');
    expect(await server.exited).toEqual([0, null]);
    expect(server.log().match(/traces or metrics cannot be exported/g)).toHaveLength(1);
  });
});
