import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import { pathOf } from './request-log.ts';

/** Unknown paths get 404 before their body is read, and count towards the limit of requests. */
export function registerNotFound(app: FastifyInstance): void {
  const limit: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> = app.hasDecorator('rateLimit')
    ? app.rateLimit().bind(app)
    : async () => undefined;
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    limit(request, reply).then(() => done(nothingAt(request)), done);
  });
}

const nothingAt = ({ url }: FastifyRequest): TollgateError =>
  new TollgateError('TG1501', `There is nothing at ${pathOf(url)}.`, { hint: 'GET /docs lists what there is.' });
