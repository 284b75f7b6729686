import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import { ApiKeys } from '../../src/operations/resources/access/api-keys.ts';
import { keySettingsSchema } from '../../src/operations/resources/access/key-record.ts';
import { keepCostDay } from '../../src/operations/resources/costs/keep-costs.ts';
import type { ScanService } from '../../src/operations/resources/scans/scan-service.ts';
import type { Snapshot } from '../../src/report/snapshot-document.ts';
import { createAuditLog } from '../../src/state/audit-log.ts';
import { createCostStore } from '../../src/state/cost-store.ts';
import { type Database, openDatabase } from '../../src/state/database.ts';
import { createKeyStore } from '../../src/state/key-store.ts';
import { servicesOfTest, testApp } from '../support/http-app.ts';
import { stateServices } from '../support/state-services.ts';

let database: Database;
let services: ReturnType<typeof stateServices>;
let snapshot: Snapshot;

beforeAll(async () => {
  database = await openDatabase({});
  const store = createCostStore(database.db);
  const { topology } = await loadNetwork({ name: 'n.yaml', content: readFileSync('examples/twelve-vpcs.yaml') });
  const [first] = topology.endpoints;
  const scope = { account: '111122223333', region: 'us-east-1', endpoints: 1, metricCalls: 0, metricPoints: 0 };
  const at = (capturedAt: string, network: Snapshot['topology']): Snapshot => ({
    schema: 'tollgate/snapshot@1',
    capturedAt,
    topology: network,
    provenance: { scopes: [scope], queryCostUsd: '0.00' },
    findings: [],
  });
  const { rates } = servicesOfTest();
  snapshot = at('2026-11-20T08:00:00.000Z', topology);
  const before = at('2026-11-19T08:00:00.000Z', {
    ...topology,
    endpoints: topology.endpoints.filter(({ id }) => id !== first?.id),
    flows: topology.flows?.filter(({ endpoint }) => endpoint !== first?.id),
  } as Snapshot['topology']);
  for (const each of [before, snapshot]) {
    await keepCostDay(each, { region: 'us-east-1', capturedAt: each.capturedAt }, { costs: store, rates });
  }
  const scans = {
    keptRegions: async () => ['us-east-1'],
    newestSnapshots: async () => [JSON.stringify(snapshot)],
  } as unknown as ScanService;
  services = stateServices({ scans, costs: store });
});
afterAll(() => database.close());

const get = async (url: string) => (await (await testApp({ services })).inject(url)).json();

test.each(['team', 'account', 'vpc', 'service', 'region'])('the summary by %s is the allocation', async (by) => {
  const { currencies, scans } = await get(`/v1/summary?groupBy=${by}`);
  const allocation = await get(`/v1/allocations?by=${by}`);
  expect(currencies[0].total).toMatchObject({ monthly: allocation.total, unknownLines: allocation.unknownLines });
  const cents = (amount: string): string => Number(amount).toFixed(2);
  expect(
    currencies[0].parts.map((part: { value: string; monthly: string }) => [part.value, cents(part.monthly)]),
  ).toEqual(allocation.parts.map((part: { value: string; amount: string }) => [part.value, cents(part.amount)]));
  expect(scans).toEqual([
    { region: 'us-east-1', day: '2026-11-20', capturedAt: snapshot.capturedAt, ageDays: expect.any(Number) },
  ]);
});

test('the summary by az adds up to the same', async () => {
  const [byAz, byTeam] = await Promise.all(['az', 'team'].map((by) => get(`/v1/summary?groupBy=${by}`)));
  expect(byAz.currencies[0].total).toEqual(byTeam.currencies[0].total);
});

test('costs by day say what moved, and why', async () => {
  const { days } = await get('/v1/costs?groupBy=service&from=2026-11-19&to=2026-11-20');
  expect(days.map(({ day }: { day: string }) => day)).toEqual(['2026-11-19', '2026-11-20']);
  const { currencies } = await get('/v1/costs/changes');
  const moved = Number(days[1].total.monthly) - Number(days[0].total.monthly);
  expect(Number(currencies[0].monthly)).toBeCloseTo(moved, 8);
  expect(currencies[0].byCause.map(({ cause }: { cause: string }) => cause)).toContain('added');
});

test.each(['/v1/costs?from=2026-11-20&to=2026-11-19', '/v1/costs?from=2020-01-01&to=2026-11-19'])(
  'a span that is none is refused: %s',
  async (url) => {
    expect(await get(url)).toMatchObject({ status: 400, code: 'TG1012' });
  },
);

test.each(['estimates', 'headroom', 'forecasts?months=3', 'allocations?by=vpc'])(
  'GET /v1/%s answers for the newest scans as POST does',
  async (path) => {
    const app = await testApp({ services });
    const posted = await app.inject({ method: 'POST', url: `/v1/${path}`, payload: snapshot });
    // A problem names its own request; a forecast of a scan without measured traffic is one.
    const { instance: _, ...expected } = posted.json();
    expect((await app.inject(`/v1/${path}`)).json()).toMatchObject(expected);
  },
);

test('a key that is limited to accounts gets their part, and no network that speaks of others', async () => {
  const keys = new ApiKeys(createKeyStore(database.db), () => new Date());
  const settings = keySettingsSchema.parse({ name: 'one account', scope: 'read', accounts: ['333344445555'] });
  const { key } = await keys.create(settings);
  const access = { keys, audit: createAuditLog(database.db) };
  const app = await testApp({ services: { ...services, access: async () => access, keysInUse: () => keys.any() } });
  const ask = async (url: string) => (await app.inject({ url, headers: { authorization: `Bearer ${key}` } })).json();
  const { currencies } = await ask('/v1/summary?groupBy=account');
  expect(currencies[0].parts.map(({ value }: { value: string }) => value)).toEqual(['333344445555']);
  const { days } = await ask('/v1/costs?groupBy=vpc&from=2026-11-20&to=2026-11-20');
  expect(days[0].total.monthly).toBe(currencies[0].total.monthly);
  expect((await ask('/v1/estimates')).code).toBe('TG1540');
});
