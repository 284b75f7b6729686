import type { FastifyInstance } from 'fastify';
import { trackConnections } from './connections.ts';

/** How often connections that have become idle are closed while the service stops, in milliseconds. */
const CLOSE_IDLE_MS = 50;

/**
 * While the service stops, every answer closes its connection. Fastify says so only for requests that begin after the stop; one
 * that was in flight would keep its connection, and with it the process, until the keep-alive time is over. The signal is aborted
 * when the stop begins: answers without an end of their own, such as event streams, must end then. What is not done after
 * `mostMs` is cut, because Node no longer looks for requests that are late once it stops.
 */
export function registerDraining(app: FastifyInstance, mostMs: number): AbortSignal {
  const stop = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  trackConnections(app.server);
  app.addHook('preClose', (done) => {
    stop.abort();
    // An answer whose headers left before the stop promised to keep its connection.
    timers.push(setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_MS));
    timers.push(setTimeout(() => app.server.closeAllConnections(), mostMs));
    done();
  });
  app.addHook('onClose', (_app, done) => {
    for (const timer of timers) clearTimeout(timer);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stop.signal.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
  return stop.signal;
}
