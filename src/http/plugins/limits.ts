import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { RequestCounts } from '../../operations/resources/access/request-counts.ts';
import type { HttpOptions } from '../http-options.ts';
import { rateLimitStore, SharedCounts } from './shared-counts.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers however busy the service is: health and metrics. */
    readonly alwaysAnswers?: boolean;
  }
}

const MINUTE_MS = 60_000;

type Limit = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Limits of requests a minute, of this process or shared with the other replicas. Each throws TG1505 and says in Retry-After when to come back. */
export interface RateLimits {
  /** By the address it comes from; a request counts once. */
  readonly perAddress: Limit;
  /** By the key or token that it carries, which has a limit of its own. */
  readonly perKey: Limit;
}

/** 503 while the event loop lags, and the limits of requests a minute, which access and unknown paths apply. */
export async function registerLimits(
  app: FastifyInstance,
  options: HttpOptions,
  counts: RequestCounts | undefined,
): Promise<RateLimits> {
  const shared = counts && new SharedCounts(counts);
  if (shared) app.addHook('onClose', async () => shared.close());
  await app.register(underPressure, {
    maxEventLoopDelay: options.maxEventLoopDelayMs,
    pressureHandler: async (request) => {
      if (request.routeOptions.config.alwaysAnswers === true) return;
      throw new TollgateError('TG1506', 'The service is overloaded.', { hint: 'Send the request again later.' });
    },
  });
  await app.register(rateLimit, {
    global: options.rateLimitPerMinute !== 0,
    max: options.rateLimitPerMinute,
    timeWindow: MINUTE_MS,
    ...(shared && { store: rateLimitStore(shared) }),
    // Told with the refusal; on every other answer they would only cost.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    allowList: (request) => request.routeOptions.config.access === 'open',
    errorResponseBuilder: (_request, { max }) => tooMany(max),
  });
  const byKey = app.createRateLimit({
    allowList: [],
    max: ({ principal }: FastifyRequest) => principal.rateLimitPerMinute ?? Number.MAX_SAFE_INTEGER,
    keyGenerator: ({ principal }: FastifyRequest) => principal.id,
  });
  const byAddress = app.rateLimit();
  return {
    perAddress: async (request, reply) => {
      if (options.rateLimitPerMinute !== 0) await byAddress.call(app, request, reply);
    },
    async perKey(request, reply) {
      const limit = await byKey(request);
      if (limit.isAllowed || !limit.isExceeded) return;
      reply.header('retry-after', limit.ttlInSeconds);
      throw tooMany(limit.max);
    },
  };
}

const tooMany = (max: number): TollgateError =>
  new TollgateError('TG1505', `More than ${max} requests in a minute.`, {
    hint: 'Wait for the seconds that Retry-After gives.',
  });
