import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import { allOperations } from '../operations/operation-named.ts';
import type { NetworkInUse } from '../operations/resources/network/network-in-use.ts';
import type { Services } from '../operations/services.ts';
import type { AppContext } from './app-context.ts';
import { BodyBudget } from './body/body-budget.ts';
import { registerMultipart } from './body/multipart.ts';
import { registerBodies } from './body/read-body.ts';
import { createComputeRunner } from './compute/compute-runner.ts';
import { registerExports } from './exports/register-exports.ts';
import type { HttpOptions } from './http-options.ts';
import { registerIdempotency } from './idempotency/register-idempotency.ts';
import type { OidcOptions } from './oidc/oidc-options.ts';
import { registerPage } from './page/register-page.ts';
import { registerAccess } from './plugins/access.ts';
import { registerAudit } from './plugins/audit.ts';
import { type ApiKey, createAuthenticate } from './plugins/authenticate.ts';
import { registerDraining } from './plugins/draining.ts';
import { registerExpect } from './plugins/expect.ts';
import { registerGauges } from './plugins/gauges.ts';
import { registerHeadroomGauges } from './plugins/headroom-gauges.ts';
import { registerLimits } from './plugins/limits.ts';
import { registerMethods } from './plugins/methods.ts';
import { registerMetrics } from './plugins/metrics.ts';
import { registerNotFound } from './plugins/not-found.ts';
import { registerOpenApi } from './plugins/openapi.ts';
import { registerRequestLog } from './plugins/request-log.ts';
import { registerScopeGauges } from './plugins/scope-gauges.ts';
import { registerSecurity } from './plugins/security.ts';
import { registerServiceGauges } from './plugins/service-gauges.ts';
import { registerTracing } from './plugins/tracing.ts';
import { answerClientError } from './problem/client-error.ts';
import { handleError } from './problem/error-handler.ts';
import { registerRequestId, requestId } from './problem/request-id.ts';
import { RateRefresher } from './refresh/rate-refresher.ts';
import { regionsInUse, watchRegions } from './refresh/regions-in-use.ts';
import { keepFresh } from './refresh/schedule.ts';
import { watchedRefresh } from './refresh/watched-refresh.ts';
import { ROUTE_GROUPS } from './routes/index.ts';
import type { App } from './routes/route-group.ts';
import { LazyPool } from './work/lazy-pool.ts';
import type { WorkPool } from './work/work-pool.ts';

const PLUGIN_TIMEOUT_MS = 120_000;

export interface AppParts {
  readonly services: Services;
  readonly options: HttpOptions;
  /** Never asks AWS for prices. */
  readonly offline: boolean;
  /** Keys that open the service beside those in the state database; none at all = everybody who reaches it. */
  readonly apiKeys: readonly ApiKey[];
  /** Tokens that open it too. */
  readonly oidc?: OidcOptions | undefined;
  readonly logger: FastifyBaseLogger;
  /** Where metrics are kept; absent = in a registry of its own. */
  readonly registry?: Registry | undefined;
  /** Aborted when the replica shall get no new requests. */
  readonly draining?: AbortSignal | undefined;
  /** Where the built page lies; absent = the service has none. */
  readonly pageFolder?: URL | undefined;
  /** The one network that the page shows instead of what scans have kept. */
  readonly opened?: NetworkInUse | undefined;
  /** Opens the worker pool, the first time that there is work for it. */
  readonly openPool: () => Promise<WorkPool>;
}

/** Milliseconds within which the headers of a request must arrive. */
const HEADERS_TIMEOUT_MS = 15_000;
/** How often the HTTP server looks for requests that are late. */
const TIMEOUT_CHECK_MS = 1000;
/** Largest body of a route that does not say otherwise, in bytes. */
const BODY_LIMIT_BYTES = 2 ** 20;

/** The REST API: one factory with every option, for the server, for tests and for the OpenAPI document alike. */
export async function buildApp(parts: AppParts): Promise<App> {
  const { options } = parts;
  const app = newApp(parts);
  const budget = new BodyBudget(options.bodyBudgetBytes);
  registerTracing(app);
  registerRequestId(app);
  registerRequestLog(app);
  const stopping = registerDraining(app, options.requestTimeoutMs);
  const registry = registerMetrics(app, parts.registry);
  await registerSecurity(app, options);
  const limits = await registerLimits(app, options, parts.services.requestCounts);
  registerExpect(app, options.bodyLimitBytes);
  registerAccess(app, { authenticate: createAuthenticate(parts), limits, registry });
  registerAudit(app, parts.services);
  registerNotFound(app, limits);
  registerBodies(app, budget);
  await registerMultipart(app, options.bodyLimitBytes);
  registerIdempotency(app, async () => (await parts.services.state()).idempotency);
  registerExports(app);
  const operations = await allOperations();
  await registerOpenApi(app, operations);
  const addOtherMethods = registerMethods(app);
  const { regions, pool, ...started } = startParts(app, parts);
  registerGauges(registry, {
    workLoad: () => pool.load,
    bodyBytes: () => budget.heldBytes,
    regions: regionsInUse(regions, parts.services.stateInUse),
    rates: parts.services.rates,
    now: parts.services.now,
  });
  registerHeadroomGauges(registry, async () => (await parts.services.stateInUse())?.scans, parts.services.now);
  const figures = async () => (await (await parts.services.stateInUse())?.figures.list()) ?? [];
  registerScopeGauges(registry, figures, parts.services.now);
  registerServiceGauges(registry, parts.services);
  const { opened, draining } = parts;
  const signIn = parts.oidc?.signIn;
  const context = { ...started, operations, options, budget, registry, stopping, signIn, opened, draining };
  for (const addRoutes of Object.values(ROUTE_GROUPS)) addRoutes(app, context);
  registerPage(app, parts.pageFolder, signIn);
  addOtherMethods();
  return app;
}

function newApp({ options, logger }: AppParts): App {
  const app: App = Fastify({
    // A start on a busy machine is late, not wrong.
    pluginTimeout: PLUGIN_TIMEOUT_MS,
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: options.requestTimeoutMs,
    http: {
      headersTimeout: Math.min(HEADERS_TIMEOUT_MS, options.requestTimeoutMs),
      connectionsCheckingInterval: Math.min(TIMEOUT_CHECK_MS, options.requestTimeoutMs),
    },
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    // While the service stops, what still arrives on an open connection is answered, not refused.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
    frameworkErrors: handleError,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(handleError);
  return app;
}

interface Started extends Pick<AppContext, 'compute' | 'services' | 'probe' | 'refresher'> {
  readonly pool: LazyPool;
  readonly regions: ReadonlySet<string>;
}

/** What works behind the routes, ended with the app. */
function startParts(app: App, { services, offline, logger, openPool }: AppParts): Started {
  const pool = new LazyPool(openPool);
  const { rates, regions } = watchRegions(services.rates);
  const watched = { ...services, rates };
  const refresher = new RateRefresher({
    refresh: watchedRefresh({ pool: pool.get, stateInUse: services.stateInUse, logger }),
    offline,
    now: services.now,
    logger,
  });
  const stopLooking = offline ? () => undefined : keepFresh(refresher, regionsInUse(regions, services.stateInUse));
  app.addHook('onClose', async () => {
    stopLooking();
    await refresher.close();
    await pool.close();
  });
  const compute = createComputeRunner({ services: watched, pool: pool.get, regions });
  return { compute, services: watched, probe: services.rates, refresher, pool, regions };
}
