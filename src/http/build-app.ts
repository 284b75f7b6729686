import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Services } from '../analysis/services.ts';
import { BodyBudget } from './body/body-budget.ts';
import { registerMultipart } from './body/multipart.ts';
import { registerBodies } from './body/read-body.ts';
import { createEstimateRunner } from './estimates/estimate-runner.ts';
import type { WorkPool } from './estimates/work-pool.ts';
import type { HttpOptions } from './http-options.ts';
import { memoryIdempotencyStore } from './idempotency/idempotency-store.ts';
import { registerIdempotency } from './idempotency/register-idempotency.ts';
import { type ApiKey, registerAccess } from './plugins/access.ts';
import { registerExpect } from './plugins/expect.ts';
import { registerLimits } from './plugins/limits.ts';
import { registerMethods } from './plugins/methods.ts';
import { registerMetrics } from './plugins/metrics.ts';
import { registerOpenApi } from './plugins/openapi.ts';
import { registerRequestId, requestId } from './plugins/request-id.ts';
import { registerRequestLog } from './plugins/request-log.ts';
import { registerSecurity } from './plugins/security.ts';
import { answerClientError } from './problem/client-error.ts';
import { handleError } from './problem/error-handler.ts';
import { ROUTE_GROUPS } from './routes/index.ts';
import type { App } from './routes/route-group.ts';

export interface AppParts {
  readonly services: Services;
  readonly options: HttpOptions;
  /** Keys that open the service; none = everybody who reaches it. */
  readonly apiKeys: readonly ApiKey[];
  readonly logger: FastifyBaseLogger;
  /** Opens the worker pool, the first time a large estimate comes. */
  readonly openPool: () => Promise<WorkPool>;
}

/** Milliseconds within which the headers of a request must arrive. */
const HEADERS_TIMEOUT_MS = 15_000;
/** How often the HTTP server looks for requests that are late. */
const TIMEOUT_CHECK_MS = 1000;

/** The REST API: one factory with every option, for the server, for tests and for the OpenAPI document alike. */
export async function buildApp({ services, options, apiKeys, logger, openPool }: AppParts): Promise<App> {
  const app: App = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    bodyLimit: options.bodyLimitBytes,
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
  const budget = new BodyBudget(options.bodyBudgetBytes);
  const estimates = createEstimateRunner(services, openPool);
  app.addHook('onClose', () => estimates.close());
  registerRequestId(app);
  registerRequestLog(app);
  const registry = registerMetrics(app);
  await registerSecurity(app, options);
  await registerLimits(app, options);
  registerExpect(app, options.bodyLimitBytes);
  registerAccess(app, apiKeys);
  registerBodies(app, options.bodyLimitBytes, budget);
  await registerMultipart(app, options.bodyLimitBytes);
  registerIdempotency(app, memoryIdempotencyStore(services.now));
  await registerOpenApi(app);
  const addOtherMethods = registerMethods(app);
  for (const addRoutes of Object.values(ROUTE_GROUPS)) addRoutes(app, { services, estimates, budget, registry });
  addOtherMethods();
  return app;
}
