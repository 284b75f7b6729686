import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createAwsAccess } from '../../../src/compose/aws-access.ts';
import { isOver, type ScanRecord } from '../../../src/operations/resources/scans/scan-record.ts';
import { ScanService } from '../../../src/operations/resources/scans/scan-service.ts';
import { openJobQueue } from '../../../src/state/job-queue.ts';
import { createScanStore } from '../../../src/state/scan-store.ts';
import { makeEndpoints } from '../../support/aws-loopback/world.ts';
import { startHangingProxy } from '../../support/hanging-proxy.ts';
import { servicesOfTest } from '../../support/http-app.ts';
import { postScan, type ScanApp, scanWhen, startScanApp } from '../../support/scan-app.ts';
import { openEmbedded } from '../../support/state-template.ts';
import { until } from '../../support/until.ts';

const HANGING = 'eu-west-1';
const world = {
  account: '111122223333',
  region: 'us-east-1',
  endpoints: makeEndpoints(2, '2026-01-01T00:00:00Z'),
  bytes: () => 1000,
};

const begun = async (service: ScanApp, region: string): Promise<string> => {
  const answer = await postScan(service.url, { region, days: 1 });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as ScanRecord).id;
};

describe('an AWS that hangs in one Region', () => {
  let service: ScanApp;
  let proxy: Awaited<ReturnType<typeof startHangingProxy>>;
  const hangs = (calls: number) => until('the call that hangs', async () => proxy.held() >= calls || undefined, 50);

  beforeAll(async () => {
    service = await startScanApp({ world });
    proxy = await startHangingProxy(() => service.aws.url, HANGING);
    process.env['AWS_ENDPOINT_URL'] = proxy.url;
  });
  afterAll(async () => {
    await service.close();
    await proxy.close();
  });

  test('other scans go on beside it; a cancel ends the call under way and frees the Region', async () => {
    const hanging = await begun(service, HANGING);
    await hangs(1);
    const other = await begun(service, 'us-east-1');
    expect(await scanWhen(service.url, other, ({ state }) => isOver(state))).toMatchObject({ state: 'succeeded' });
    expect(proxy.held()).toBe(1);

    const cancelled = await fetch(`${service.url}/v1/scans/${hanging}`, { method: 'DELETE' });
    expect(await cancelled.json()).toMatchObject({ state: 'cancelled' });
    await until('the end of the call', async () => proxy.held() === 0 || undefined, 50);
    expect(proxy.closed()).toBe(1);

    const again = await begun(service, HANGING);
    await hangs(1);
    await fetch(`${service.url}/v1/scans/${again}`, { method: 'DELETE' });
    await until('the end of the call', async () => proxy.held() === 0 || undefined, 50);
  });
});

test('a scan that takes longer than its size allows ends with TG2120; a service that stops leaves the call at once', async () => {
  const proxy = await startHangingProxy(() => 'http://127.0.0.1:9', HANGING);
  const environment = { ...process.env };
  Object.assign(process.env, { AWS_ENDPOINT_URL: proxy.url, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' });
  const database = await openEmbedded();
  onTestFinished(async () => {
    process.env = environment;
    await database.close();
    await proxy.close();
  });
  const { rates, now, history } = servicesOfTest();
  const store = createScanStore(database.db);
  let allowed = 300;
  const service = new ScanService({
    store,
    queue: await openJobQueue(database, { onError: () => undefined }),
    aws: createAwsAccess(),
    history: await history(),
    rates,
    now,
    after: [],
    allowed: () => allowed,
    roles: ['reader'],
  });
  await service.work();
  const ask = async () =>
    (await service.request({ account: 'self', region: HANGING, parameters: { days: 1, maxQueryCostUsd: '1' } })).id;
  const late = await ask();
  const ended = await until('the end of the scan', async () => (await store.get(late))?.error ?? undefined, 50);
  expect(ended).toMatchObject({ code: 'TG2120' });

  const parameters = { days: 1, maxQueryCostUsd: '1', role: 'admin' };
  await expect(service.request({ account: '444455556666', region: HANGING, parameters })).rejects.toMatchObject({
    code: 'TG1554',
  });

  allowed = 600_000;
  const running = await ask();
  await until('the call that hangs', async () => proxy.held() === 1 || undefined, 50);
  await service.stop();
  await until('the end of the call', async () => proxy.held() === 0 || undefined, 5);
  // Whoever starts next takes it over.
  expect(await store.get(running)).toMatchObject({ state: 'running', error: null });
});
