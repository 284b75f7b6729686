import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { HttpOptions } from '../http-options.ts';

/** Security headers on every answer; CORS only for origins that were named. */
export async function registerSecurity(app: FastifyInstance, options: HttpOptions): Promise<void> {
  await app.register(helmet, {
    // An API needs no content of its own; pages (docs, HTML reports) widen this on their own route.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    // Transport security is for whoever terminates TLS in front of the service to promise.
    strictTransportSecurity: false,
  });
  if (options.corsOrigins.length > 0) await app.register(cors, { origin: [...options.corsOrigins] });
}
