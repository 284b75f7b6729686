import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ANYONE } from '../../operations/resources/access/principal.ts';
import type { Services } from '../../operations/services.ts';
import { loggedError } from '../problem/logged-error.ts';

type AuditServices = Pick<Services, 'access' | 'accessInUse' | 'now'>;

/**
 * Writes down every write that somebody who is known asks for, before its answer leaves: who, what, when and the result. Where that
 * cannot be written down nothing is done (TG2201). A service that asks nobody for a key does so only once its database is open.
 */
export function registerAudit(app: FastifyInstance, services: AuditServices): void {
  const open = async (request: FastifyRequest) => {
    // Asked anew each time: a database that was opened once may be down now.
    if (request.principal !== ANYONE) await (await services.access()).keys.any();
  };
  const write = async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (request.principal !== undefined && reply.statusCode !== TOO_MANY) await note(request, reply, services);
    return payload;
  };
  // Reads pay nothing for it.
  app.addHook('onRoute', (route) => {
    if (!isWrite(route)) return;
    route.preHandler = [open, ...[route.preHandler ?? []].flat()];
    route.onSend = [write, ...[route.onSend ?? []].flat()];
  });
}

/** Refusals of this kind come in floods and did nothing. */
const TOO_MANY = 429;

const isWrite = ({ method, config }: RouteOptions): boolean =>
  (config?.access === 'write' || config?.access === 'admin') &&
  ![method].flat().every((each) => each === 'GET' || each === 'HEAD');

async function note(request: FastifyRequest, reply: FastifyReply, services: AuditServices): Promise<void> {
  const { principal, method, routeOptions, id } = request;
  try {
    const access = principal === ANYONE ? await services.accessInUse() : await services.access();
    await access?.audit.add({
      at: services.now().toISOString(),
      who: principal.id,
      method,
      route: routeOptions.url ?? '',
      objectId: objectIdOf(request, reply),
      status: reply.statusCode,
      requestId: id,
    });
  } catch (error) {
    request.log.error({ err: loggedError(error) }, 'the audit log cannot be written');
  }
}

/** The id in the path, else that of what was made, which Location ends with. */
function objectIdOf({ params }: FastifyRequest, reply: FastifyReply): string | null {
  const { id } = (params ?? {}) as { readonly id?: string };
  const location = reply.getHeader('location');
  return id ?? (typeof location === 'string' ? (location.split('/').at(-1) ?? null) : null);
}
