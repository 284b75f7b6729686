import type { FastifyInstance, HTTPMethods } from 'fastify';
import { TollgateError } from '../../core/errors.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Answers every other method on a path that exists: 405 with `Allow`, and OPTIONS with 204.
 * Must be called before the routes are registered; the rest happens when all of them are known.
 */
export function registerMethods(app: FastifyInstance): () => void {
  const allowed = new Map<string, Set<HTTPMethods>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = allowed.get(url) ?? new Set<HTTPMethods>();
    for (const each of [method].flat()) methods.add(each as HTTPMethods);
    allowed.set(url, methods);
  });
  return () => {
    for (const [url, methods] of [...allowed]) addOtherMethods(app, url, methods);
  };
}

function addOtherMethods(app: FastifyInstance, url: string, methods: ReadonlySet<HTTPMethods>): void {
  const allow = [...methods, 'OPTIONS'].join(', ');
  const others = METHODS.filter((method) => !methods.has(method));
  const schema = { hide: true };
  // Refused before the body is read: what is not allowed needs no parser.
  const onRequest = async (request: { method: string }, reply: { header(name: string, value: string): unknown }) => {
    reply.header('allow', allow);
    throw new TollgateError('TG1502', `${request.method} is not allowed here.`, { hint: `Use ${allow}.` });
  };
  const config = { access: 'read', tenants: true } as const;
  if (others.length > 0) app.route({ method: others, url, schema, config, onRequest, handler: async () => undefined });
  if (!methods.has('OPTIONS' as HTTPMethods)) {
    app.route({
      method: 'OPTIONS',
      url,
      schema,
      config,
      handler: async (_request, reply) => reply.header('allow', allow).code(204).send(),
    });
  }
}
