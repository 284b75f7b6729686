import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { type AppParts, buildApp } from '../../src/http/build-app.ts';
import type { HttpOptions } from '../../src/http/http-options.ts';
import type { App } from '../../src/http/routes/route-group.ts';
import { createWorkPool } from '../../src/http/work/work-pool.ts';
import type { Services } from '../../src/operations/services.ts';
import { layState } from './state-template.ts';

export const WORKER = new URL('../../src/worker.ts', import.meta.url);

export interface TestAppParts {
  readonly options?: Partial<HttpOptions>;
  readonly apiKeys?: AppParts['apiKeys'];
  readonly oidc?: AppParts['oidc'];
  readonly services?: Partial<Services>;
  readonly offline?: boolean;
  readonly draining?: AbortSignal;
  readonly openPool?: AppParts['openPool'];
  readonly pageFolder?: AppParts['pageFolder'];
  readonly opened?: AppParts['opened'];
  /** Opens the state database first, as the server does. */
  readonly withState?: boolean;
  /** Receives every log line. */
  readonly log?: (line: string) => void;
}

/** The app of the server, from the same factory, closed after the test. */
export async function testApp(parts: TestAppParts = {}): Promise<App> {
  const { app, close } = await openedApp(parts);
  onTestFinished(close);
  return app;
}

/** One app for all tests of a file. */
export function sharedTestApp(parts: TestAppParts = {}): () => App {
  let opened: Awaited<ReturnType<typeof openedApp>> | undefined;
  beforeAll(async () => {
    opened = await openedApp(parts);
  });
  afterAll(() => opened?.close());
  return () => {
    if (!opened) throw new RangeError('the app is open while tests run');
    return opened.app;
  };
}

async function openedApp(parts: TestAppParts) {
  const dir = mkdtempSync(join(tmpdir(), 'tollgate-http-'));
  const config = readConfig({ TOLLGATE_OFFLINE: 'true', TOLLGATE_PRICING_CACHE: dir, TOLLGATE_DATA_DIR: dir });
  // A test that competes for its processor is no service under load: refusing is tested where it is asked for.
  const options = { ...config.service.http, workers: 1, maxEventLoopDelayMs: 0, ...parts.options };
  const { log } = parts;
  const services = composeServices(config);
  if (parts.withState === true) {
    await layState(dir);
    await services.state();
  }
  const app = await buildApp({
    services: { ...services, ...parts.services },
    options,
    offline: parts.offline ?? true,
    apiKeys: parts.apiKeys ?? [],
    oidc: parts.oidc,
    draining: parts.draining,
    pageFolder: parts.pageFolder,
    opened: parts.opened,
    logger: log ? pino({ level: 'trace', base: null }, { write: log }) : pino({ level: 'silent' }),
    openPool: parts.openPool ?? (() => createWorkPool(WORKER, options, { ...config })),
  });
  const close = async (): Promise<void> => {
    await app.close();
    await services.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return { app, close };
}

/** The services of an app that is offline and has no refreshed prices. */
export const servicesOfTest = (): Services =>
  composeServices(
    readConfig({ TOLLGATE_OFFLINE: 'true', TOLLGATE_PRICING_CACHE: '/nonexistent', TOLLGATE_DATA_DIR: '/nonexistent' }),
  );

/** The same, listening on a free port of loopback. */
export async function listeningApp(parts: TestAppParts = {}): Promise<{ app: App; url: string; port: number }> {
  const app = await testApp(parts);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, port: Number(new URL(url).port) };
}

/** A network of interface endpoints in two zones of us-east-1. */
export const network = (endpoints = 1) => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: Array.from({ length: endpoints }, (_, index) => ({
    id: `vpce-${index}`,
    type: 'Interface',
    service: 'com.amazonaws.us-east-1.ssm',
    azs: ['use1-az1', 'use1-az2'],
    traffic: { monthlyGb: '2400' },
  })),
});

export const JSON_TYPE = { 'content-type': 'application/json' };
