import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { TollgateError } from '../../core/errors.ts';
import { type AccessScope, ANYONE, covers, type Principal } from '../../operations/resources/access/principal.ts';
import { isLoopback } from '../listen.ts';
import type { Authenticate } from './authenticate.ts';
import type { RateLimits } from './limits.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route: everybody, or who has that scope. Every route says so; one that does not is for admin alone. */
    readonly access?: 'open' | AccessScope;
    /** Whether a key that is limited to AWS accounts may use it: it tells of no account, or of those alone. Absent = it may not. */
    readonly tenants?: boolean;
  }
  interface FastifyInstance {
    /** Who may use what, as the routes declare it. */
    readonly accessTable: readonly RouteAccess[];
  }
  interface FastifyRequest {
    /** Who asks; on an open route nobody is told. */
    principal: Principal;
    /** Whether the key or token that was sent still lets its sender in; for answers that go on for long. */
    isStillAllowed: () => Promise<boolean>;
  }
}

/** A route of the app; `access` undefined = nobody thought of it, so it is for admin alone. */
export interface RouteAccess {
  readonly method: string;
  readonly url: string;
  readonly access: 'open' | AccessScope | undefined;
  readonly tenants: boolean;
}

export interface AccessParts {
  readonly authenticate: Authenticate;
  readonly limits: RateLimits;
  readonly registry: Registry;
}

/** Asks every request for a key or token, except where the route is open, and holds it to scope, accounts and rate. */
export function registerAccess(app: FastifyInstance, { authenticate, limits, registry }: AccessParts): void {
  app.decorateRequest('principal');
  app.decorateRequest('isStillAllowed', async () => true);
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  // Read when asked for: other hooks complete what a route declares.
  app.decorate('accessTable', { getter: () => routes.flatMap(accessOf) });
  const failures = new Counter({
    name: 'tollgate_authentication_failures_total',
    help: 'Requests refused because they carried no key or token that is valid, by reason.',
    labelNames: ['reason'],
    registers: [registry],
  });
  app.addHook('onRequest', async (request, reply) => {
    const { access, tenants } = request.is404 ? UNKNOWN_PATH : request.routeOptions.config;
    if (access === 'open') return;
    // Before anything is looked up: guessing counts too.
    await limits.perAddress(request, reply);
    const bearer = bearerOf(request);
    const principal = await authenticate(bearer);
    if ('refused' in principal) {
      failures.inc({ reason: principal.refused });
      throw unknown(reply, bearer);
    }
    if (principal === ANYONE || 'doubt' in principal) refuseForeign(request);
    request.principal = principal;
    request.isStillAllowed = async () => !('refused' in (await authenticate(bearer)));
    if (principal.rateLimitPerMinute !== undefined) await limits.perKey(request, reply);
    const missing = missingFor(principal, access ?? 'admin', tenants === true);
    if (missing !== undefined) throw 'doubt' in principal ? principal.doubt : lacks(missing);
  });
}

const accessOf = ({ method, url, config }: RouteOptions): readonly RouteAccess[] =>
  [method].flat().map((each) => ({ method: each, url, access: config?.access, tenants: config?.tenants === true }));

/** Whoever may use anything may learn that there is nothing at an address. */
const UNKNOWN_PATH = { access: 'read', tenants: true } as const;

function unknown(reply: FastifyReply, bearer: string | undefined): TollgateError {
  reply.header('www-authenticate', bearer === undefined ? 'Bearer' : 'Bearer error="invalid_token"');
  return new TollgateError('TG1517', 'The request carries no key or token that is valid.', {
    hint: 'Send the header Authorization: Bearer KEY.',
  });
}

/**
 * Without keys whoever reaches loopback may do anything, and a page in a browser on this machine reaches it: under a name of its own
 * that it points here, or by a form that it sends here.
 */
function refuseForeign({ host, method, headers }: FastifyRequest): void {
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  const isSent = method !== 'GET' && method !== 'HEAD' && headers['sec-fetch-site'] === 'cross-site';
  if (isLoopback(name) && !isSent) return;
  throw new TollgateError('TG1524', 'Without keys only requests to this machine by its own name are answered.', {
    hint: 'Ask http://127.0.0.1, or make a key with `tollgate keys create` and send it.',
  });
}

function missingFor({ scope, accounts }: Principal, needed: AccessScope, tenants: boolean): string | undefined {
  if (!covers(scope, needed)) return `the scope ${needed}`;
  return accounts === undefined || tenants ? undefined : 'sight of all accounts';
}

const lacks = (what: string): TollgateError =>
  new TollgateError('TG1518', `The key or token lacks ${what}.`, { hint: 'Use one that has it.' });

/** A token with its claims is longer than a key; headers are bounded by 16 KiB anyway. */
const BEARER = /^Bearer ([\x21-\x7e]{1,8192})$/i;

const bearerOf = ({ headers }: FastifyRequest): string | undefined => BEARER.exec(headers.authorization ?? '')?.[1];
