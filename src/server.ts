import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, pino } from 'pino';
import { Registry } from 'prom-client';
import type { Config } from './config.ts';
import { VERSION } from './core/version.ts';
import { sweepPartials, sweepTemporary } from './files/left-behind.ts';
import { keepPrivate } from './files/private-folder.ts';
import { buildApp } from './http/build-app.ts';
import { listen } from './http/listen.ts';
import { loggedError } from './http/problem/logged-error.ts';
import { createWorkPool } from './http/work/work-pool.ts';
import type { NetworkInUse } from './operations/resources/network/network-in-use.ts';
import type { Services } from './operations/services.ts';
import type { Telemetry } from './telemetry/otlp/start-telemetry.ts';
import { currentSpan } from './telemetry/spans.ts';
import type { TelemetrySettings } from './telemetry/telemetry-environment.ts';

/** A running service. */
export interface Server {
  /** Where it answers, such as http://127.0.0.1:8080. */
  readonly url: string;
  /** Stops listening, answers what has arrived, then ends. */
  close(): Promise<void>;
}

/** The worker module lies beside this one: src/worker.ts in development, dist/worker.js when built. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** The page lies beside: dist/web, in development and when built. */
const PAGE = new URL(import.meta.url.endsWith('.ts') ? '../dist/web/' : './web/', import.meta.url);

/** `loggedError` has cut an error down already; pino's own serializer would rename its class. */
const AS_IT_IS = (error: unknown): unknown => error;

/** Starts the REST API. Throws TG1512 (another address than loopback without keys) or TG1513 (cannot listen there). */
export async function startServer(
  config: Config,
  compose: (onJobError: (error: unknown, doing: string) => void) => Services,
  opened?: NetworkInUse,
): Promise<Server> {
  const { apiKeys, oidc, http, logLevel } = config.service;
  const logger = pino(
    { level: logLevel, base: null, mixin: traceFields, serializers: { err: AS_IT_IS } },
    pino.destination({ fd: 2, sync: false }),
  );
  const registry = new Registry();
  const telemetry = config.service.telemetry && (await openTelemetry(config.service.telemetry, registry, logger));
  const repaired = await keepPrivate(config.dataDir).catch((error: unknown) => {
    logger.warn({ err: loggedError(error) }, 'the data directory cannot be made private');
    return 0;
  });
  if (repaired > 0)
    logger.warn({ repaired }, 'files of the data directory were readable by others; now they are private');
  const swept = (await sweepTemporary()) + (await sweepPartials(config.dataDir));
  if (swept > 0) logger.info({ swept }, 'files that killed processes left behind are removed');
  const { keepDays } = config.history;
  logger.info({ keepDays }, keepDays === 0 ? 'the history is kept for ever' : 'the history is kept for these days');
  const composed = compose((error, job) => logger.warn({ job, err: loggedError(error) }, 'job failed'));
  // One file is shown to whoever sits at this machine: no state is opened, and no key of it is asked for.
  const services = opened === undefined ? composed : { ...composed, keysInUse: async () => false };
  if (opened === undefined) {
    // Jobs left from before, a schedule, or replicas on one database need this one to take part before anybody asks it to. The embedded
    // database holds up the event loop while it starts, for which requests would wait or be refused: it starts before they can come.
    const state = services
      .state()
      .catch((error: unknown) => logger.error({ err: loggedError(error) }, 'jobs cannot run'));
    if (config.databaseUrl === undefined) await state;
  }
  const draining = new AbortController();
  const app = await buildApp({
    draining: draining.signal,
    services,
    options: http,
    registry,
    offline: config.offline,
    apiKeys,
    oidc,
    logger,
    pageFolder: PAGE,
    opened,
    openPool: () => createWorkPool(WORKER, http, { ...config }),
  });
  const { host, port } = config.service;
  const isGuarded = async () => apiKeys.length > 0 || oidc !== undefined || (await services.keysInUse());
  // What was opened would keep a process alive that cannot listen.
  const url = await listen(app, { host, port, isGuarded }).catch(async (error: unknown) => {
    await Promise.allSettled([app.close(), services.close(), telemetry?.close()]);
    throw error;
  });
  return {
    url,
    async close() {
      draining.abort();
      if (http.drainMs > 0) await sleep(http.drainMs);
      await app.close();
      await telemetry?.closeMetrics();
      await services.close();
      await telemetry?.close();
    },
  };
}

/** Loaded only where something is exported. */
async function openTelemetry(settings: TelemetrySettings, registry: Registry, logger: Logger): Promise<Telemetry> {
  const { startTelemetry } = await import('./telemetry/otlp/start-telemetry.ts');
  const onTrouble = (trouble: string): void => logger.warn({ trouble }, 'traces or metrics cannot be exported');
  return startTelemetry({ settings, registry, version: VERSION, onTrouble });
}

/** Each line of the log names the trace it belongs to. */
function traceFields(): object {
  const span = currentSpan();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}
