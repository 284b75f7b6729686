import type { FastifyInstance } from 'fastify';

/**
 * While the service stops, every answer closes its connection. Fastify says so only for requests that begin after the stop; one
 * that was in flight would keep its connection, and with it the process, until the keep-alive time is over.
 */
export function registerDraining(app: FastifyInstance): void {
  let draining = false;
  app.addHook('preClose', (done) => {
    draining = true;
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) reply.header('connection', 'close');
    done(null, payload);
  });
}
