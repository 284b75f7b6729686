import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { RateLimits } from './limits.ts';
import { pathOf } from './request-log.ts';

/** Unknown paths get 404 before their body is read, and count towards the limit of requests. */
export function registerNotFound(app: FastifyInstance, { perAddress }: RateLimits): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    await perAddress(request, reply);
    throw nothingAt(request);
  });
}

const nothingAt = ({ url }: FastifyRequest): TollgateError =>
  new TollgateError('TG1501', `There is nothing at ${pathOf(url)}.`, { hint: 'GET /docs lists what there is.' });
