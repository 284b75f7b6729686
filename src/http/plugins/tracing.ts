import type { FastifyInstance } from 'fastify';
import { openSpan } from '../../telemetry/spans.ts';
import { inSpan } from '../request-span.ts';

/** A span for each request but those of probes, which come every second and say nothing. Register before whatever logs. */
export function registerTracing(app: FastifyInstance): void {
  app.decorateRequest('span', undefined);
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, routeOptions, headers } = request;
    if (routeOptions.config.alwaysAnswers === true) return done();
    const { traceparent } = headers;
    const route = routeOptions.url ?? 'unknown';
    request.span = openSpan(`${method} ${route}`, {
      kind: 'server',
      attributes: { 'http.request.method': method, 'http.route': route, 'tollgate.request.id': request.id },
      traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    });
    inSpan(request, done);
  });
  // Reading a body goes on wherever its last bytes arrive.
  app.addHook('preValidation', (request, _reply, done) => inSpan(request, done));
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    request.span?.end({
      attributes: { 'http.response.status_code': statusCode },
      error: statusCode >= 500 ? String(statusCode) : undefined,
    });
    inSpan(request, done);
  });
}
