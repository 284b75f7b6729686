import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { HttpOptions } from '../http-options.ts';

const POLICY: HelmetOptions = {
  // An API needs no content of its own; pages (docs, HTML reports) widen this on their own route.
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  // Transport security is for whoever terminates TLS in front of the service to promise.
  strictTransportSecurity: false,
  // For Internet Explorer 8, Flash and prefetching pages: none of them meets this service, and each header costs every answer.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xDnsPrefetchControl: false,
  originAgentCluster: false,
};

/** Security headers on every answer; CORS only for origins that were named. */
export async function registerSecurity(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const headers = securityHeaders();
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  if (options.corsOrigins.length > 0) await app.register(cors, { origin: [...options.corsOrigins] });
}

/** What Helmet sets is the same for every answer, so it is asked once: @fastify/helmet builds its checks anew for each request. */
function securityHeaders(): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet(POLICY)(request, response, (error) => {
    if (error !== undefined) throw error;
  });
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]));
}
