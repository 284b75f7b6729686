import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { buildApp } from '../../src/http/build-app.ts';
import type { App } from '../../src/http/routes/route-group.ts';
import { createWorkPool } from '../../src/http/work/work-pool.ts';
import type { ScanRecord } from '../../src/operations/resources/scans/scan-record.ts';
import { type AwsLoopbackOptions, startAwsLoopback } from './aws-loopback/server.ts';
import { WORKER } from './http-app.ts';
import { layState } from './state-template.ts';

/** The app of the server over its own data directory and database, listening, with AWS on loopback. */
export interface ScanApp {
  readonly app: App;
  readonly url: string;
  readonly dataDir: string;
  readonly aws: Awaited<ReturnType<typeof startAwsLoopback>>;
  close(): Promise<void>;
}

/** Starts it. The SDK is sent to the loopback through the environment, which `close` restores. */
export async function startScanApp(
  options: Omit<AwsLoopbackOptions, 'now'>,
  variables: Readonly<Record<string, string>> = {},
): Promise<ScanApp> {
  const aws = await startAwsLoopback({ ...options, now: Math.floor(Date.now() / 1000) });
  const environment = { ...process.env };
  Object.assign(process.env, { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-scans-'));
  if (variables['DATABASE_URL'] === undefined) await layState(dataDir);
  const config = readConfig({
    TOLLGATE_OFFLINE: 'true',
    TOLLGATE_PRICING_CACHE: join(dataDir, 'prices'),
    TOLLGATE_DATA_DIR: dataDir,
    ...variables,
  });
  const services = composeServices(config);
  const http = { ...config.service.http, workers: 1, rateLimitPerMinute: 0, maxEventLoopDelayMs: 0 };
  const app = await buildApp({
    services,
    options: http,
    offline: true,
    apiKeys: config.service.apiKeys,
    logger: pino({ level: 'silent' }),
    openPool: () => createWorkPool(WORKER, http, { ...config }),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    url,
    dataDir,
    aws,
    async close() {
      await app.close();
      await services.close().catch(() => undefined);
      await aws.close();
      process.env = environment;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks for a scan and gives the answer. */
export const postScan = (url: string, body: Readonly<Record<string, unknown>>): Promise<Response> =>
  fetch(`${url}/v1/scans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** The scan once `ready` holds. */
export async function scanWhen(url: string, id: string, ready: (scan: ScanRecord) => boolean): Promise<ScanRecord> {
  const end = Date.now() + 25_000;
  for (;;) {
    const answer = await fetch(`${url}/v1/scans/${id}`);
    const scan = (await answer.json()) as ScanRecord;
    if (answer.ok && ready(scan)) return scan;
    if (Date.now() > end) throw new Error(`the scan stands at ${JSON.stringify(scan)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
