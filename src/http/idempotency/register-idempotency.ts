import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { IdempotencyStore, StoredAnswer } from '../../operations/resources/idempotency/idempotency-store.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A write whose answer is remembered by Idempotency-Key. Pure routes need none: the same request gives the same answer. */
    readonly idempotent?: boolean;
  }
  interface FastifyRequest {
    /** The claimed key, until the answer is kept. */
    idempotencyKey: string | null;
  }
}

/** What a route with `idempotent` may answer. */
export const IDEMPOTENCY_ERRORS = ['TG1012', 'TG1515', 'TG1516'] as const;

/** The state database is opened by the first request that carries a key, not before. */
type OpenStore = () => Promise<IdempotencyStore>;

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * `Idempotency-Key` on writes: a repeated request gets the first answer again (`Idempotency-Replayed: true`), another request
 * with the key is refused (TG1515), and so is one while the first still runs (TG1516). Failed requests may be repeated.
 */
export function registerIdempotency(app: FastifyInstance, store: OpenStore): void {
  app.decorateRequest('idempotencyKey', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.idempotent !== true) return;
    route.preHandler = [route.preHandler ?? []].flat().concat(claimKey(store));
    route.onSend = [route.onSend ?? []].flat().concat(keepAnswer(store));
  });
}

const claimKey = (open: OpenStore) => async (request: FastifyRequest, reply: FastifyReply) => {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return;
  if (typeof given !== 'string' || !KEY.test(given)) {
    throw new TollgateError('TG1012', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
  }
  // Nobody is given the answer of somebody else.
  const key = `${request.principal.id} ${request.method} ${request.routeOptions.url} ${given}`;
  const store = await open();
  const claim = await store.claim(key, fingerprintOf(request));
  if (claim.state === 'other-request') throw new TollgateError('TG1515', 'The key was used for another request.');
  if (claim.state === 'running') throw new TollgateError('TG1516', 'The first request with this key still runs.');
  if (claim.state === 'done') return replay(reply, claim.answer);
  request.idempotencyKey = key;
};

const keepAnswer = (open: OpenStore) => async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
  const key = request.idempotencyKey;
  if (key === null) return payload;
  request.idempotencyKey = null;
  const store = await open();
  if (reply.statusCode >= 400 || typeof payload !== 'string') await store.release(key);
  else await store.complete(key, { status: reply.statusCode, headers: keptHeaders(reply), payload });
  return payload;
};

function replay(reply: FastifyReply, { status, headers, payload }: StoredAnswer): FastifyReply {
  return reply.code(status).headers(headers).header('idempotency-replayed', 'true').send(payload);
}

/** Headers that belong to the answer itself. */
function keptHeaders(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    ['content-type', 'location'].flatMap((name) => {
      const value = reply.getHeader(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

function fingerprintOf({ url, body }: FastifyRequest): string {
  const content = body instanceof Uint8Array ? body : (JSON.stringify(body) ?? '');
  return createHash('sha256').update(url).update(content).digest('hex');
}
