import { mkdirSync, rmSync } from 'node:fs';
import { composeServices } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { keepCostDay } from '../../src/operations/resources/costs/keep-costs.ts';
import { adviceOf } from '../../src/operations/resources/recommendations/advice-of.ts';
import { endpointRecords } from '../../src/operations/resources/scans/endpoint-records.ts';
import { scopeFigures } from '../../src/operations/resources/scans/scope-figures.ts';
import type { EstimateDocument } from '../../src/report/report.ts';
import type { Snapshot } from '../../src/report/snapshot-document.ts';
import { type Server, startServer } from '../../src/server.ts';
import { createAdviceStore } from '../../src/state/advice-store.ts';
import { createCostStore } from '../../src/state/cost-store.ts';
import { openDatabase } from '../../src/state/database.ts';
import { createFiguresStore } from '../../src/state/figures-store.ts';
import { stateDirOf } from '../../src/state/has-state.ts';
import { createScanStore } from '../../src/state/scan-store.ts';
import { demoBill } from './demo-bill.ts';
import { demoDays } from './demo-days.ts';
import { DEMO_ACCOUNT, DEMO_REGION, demoSnapshot } from './demo-network.ts';
import { DEMO_BUDGETS, DEMO_DECISIONS, DEMO_PULLS } from './demo-requests.ts';

/** A service over a seeded demo network, in a folder of its own that a next demo replaces, or on an empty database of a server. */
export async function startDemo(folder: string, now: Date, port: string, databaseUrl?: string): Promise<Server> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(stateDirOf(folder), { recursive: true });
  const read = readConfig(
    {
      TOLLGATE_DATA_DIR: folder,
      TOLLGATE_OFFLINE: 'true',
      TOLLGATE_LOG_LEVEL: 'warn',
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
    },
    { port },
  );
  // A demo is for whoever waits for it: it refuses nobody because the machine is slow.
  const config = { ...read, service: { ...read.service, http: { ...read.service.http, maxEventLoopDelayMs: 0 } } };
  const snapshot = await demoSnapshot(now);
  await keepScan(config, snapshot);
  const server = await startServer(config, (onJobError) => composeServices(config, onJobError));
  await keepAnswers(server.url, snapshot, now);
  return server;
}

/** Keeps the scan as a service that ran it would have. */
async function keepScan(config: Config, snapshot: Snapshot): Promise<void> {
  const services = composeServices(config);
  const database = await openDatabase({ dataDir: stateDirOf(config.dataDir), databaseUrl: config.databaseUrl });
  try {
    const store = createScanStore(database.db);
    const scan = await store.create({
      account: DEMO_ACCOUNT,
      region: DEMO_REGION,
      parameters: { days: 90, maxQueryCostUsd: '1' },
    });
    await store.keep(scan, JSON.stringify(snapshot), await endpointRecords(scan, snapshot, services.rates));
    await store.finish(scan.id, { state: 'succeeded' });
    const figures = await scopeFigures(snapshot, services.rates);
    await createFiguresStore(database.db).keep({ account: DEMO_ACCOUNT, region: DEMO_REGION, ...figures });
    const advice = createAdviceStore(database.db);
    const { plan } = await adviceOf({ snapshot, agreed: [] }, services);
    const from = { id: scan.id, region: DEMO_REGION, scope: DEMO_ACCOUNT, account: DEMO_ACCOUNT };
    await advice.keep({ ...from, capturedAt: snapshot.capturedAt }, plan, new Date(snapshot.capturedAt));
    const costs = createCostStore(database.db);
    for (const day of demoDays(snapshot)) {
      await keepCostDay(day, { region: DEMO_REGION, capturedAt: day.capturedAt }, { costs, rates: services.rates });
    }
  } finally {
    await database.close();
    await services.close();
  }
}

/** Budgets, pull requests and the bill, by the same routes that users have. */
async function keepAnswers(url: string, snapshot: Snapshot, now: Date): Promise<void> {
  const send = async <Answer>(path: string, body: object): Promise<Answer> => {
    const isForm = body instanceof FormData;
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      ...(!isForm && { headers: { 'content-type': 'application/json' } }),
      body: isForm ? body : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  for (const [name, amount, team] of DEMO_BUDGETS) {
    const scope = team === undefined ? {} : { scope: { tags: { team } } };
    await send('/v1/budgets', { schema: 'tollgate/budget@1', name, amount, currency: 'USD', ...scope });
  }
  await decideSome(url);
  const { topology } = snapshot;
  for (const { name, change } of DEMO_PULLS) {
    const options = 'maxIncrease=100&minAzs=2&format=json';
    await send(`/v1/diffs?${options}&keep=${encodeURIComponent(name)}`, { base: topology, head: change(topology) });
  }
  const estimate = await send<EstimateDocument>('/v1/estimates', snapshot);
  const form = new FormData();
  form.append('file', new File([JSON.stringify(snapshot)], 'snapshot.json'));
  form.append('bill', new File([demoBill(estimate, snapshot, now)], 'bill.csv'));
  await send('/v1/reconciliations?format=json&keep=bill', form);
}

/** Somebody has looked at the recommendations before. */
async function decideSome(url: string): Promise<void> {
  const { data } = (await (await fetch(new URL('/v1/recommendations', url))).json()) as {
    readonly data: readonly { readonly id: string }[];
  };
  for (const [index, change] of DEMO_DECISIONS.entries()) {
    const id = data.at(-1 - index)?.id;
    if (id === undefined) continue;
    const response = await fetch(new URL(`/v1/recommendations/${id}`, url), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    if (!response.ok) throw new Error(`${id}: ${response.status} ${await response.text()}`);
  }
}
