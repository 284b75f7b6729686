import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Open to everybody: whether the process lives, and the description of the API. */
    readonly open?: boolean;
    /** Needs a key with the scope `write`; every other route needs `read`. */
    readonly writes?: boolean;
  }
}

export interface ApiKey {
  /** `write` includes `read`. */
  readonly scope: 'read' | 'write';
  readonly key: string;
}

/** Bearer keys: without configured keys every route is open, and the service listens on loopback only. */
export function registerAccess(app: FastifyInstance, apiKeys: readonly ApiKey[]): void {
  if (apiKeys.length === 0) return;
  const known = apiKeys.map(({ scope, key }) => ({ scope, digest: digestOf(key) }));
  app.addHook('onRequest', (request, reply, done) => {
    const { config } = request.routeOptions;
    if (config.open === true) return done();
    const given = bearerOf(request);
    const match = given && known.find(({ digest }) => timingSafeEqual(digest, digestOf(given)));
    if (!match) {
      reply.header('www-authenticate', 'Bearer');
      return done(new TollgateError('TG1517', 'The request carries no API key that is known.', { hint: HINT }));
    }
    if (config.writes === true && match.scope !== 'write') {
      return done(
        new TollgateError('TG1518', 'The API key may read only.', { hint: 'Use a key with the scope write.' }),
      );
    }
    done();
  });
}

const HINT = 'Send the header Authorization: Bearer KEY.';

/** Keys are compared by digest: equal lengths, equal time. */
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  /^Bearer ([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '')?.[1];
