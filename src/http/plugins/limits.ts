import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { HttpOptions } from '../http-options.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers however busy the service is: health and metrics. */
    readonly alwaysAnswers?: boolean;
  }
}

const MINUTE_MS = 60_000;

/** Requests a minute per address, and 503 while the event loop lags. */
export async function registerLimits(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: options.maxEventLoopDelayMs,
    pressureHandler: async (request) => {
      if (request.routeOptions.config.alwaysAnswers === true) return;
      throw new TollgateError('TG1506', 'The service is overloaded.', { hint: 'Send the request again later.' });
    },
  });
  if (options.rateLimitPerMinute === 0) return;
  await app.register(rateLimit, {
    max: options.rateLimitPerMinute,
    timeWindow: MINUTE_MS,
    // Told with the refusal; on every other answer they would only cost.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    allowList: (request) => request.routeOptions.config.alwaysAnswers === true,
    errorResponseBuilder: (_request, { max }) =>
      new TollgateError('TG1505', `More than ${max} requests in a minute.`, {
        hint: 'Wait for the seconds that Retry-After gives.',
      }),
  });
}
