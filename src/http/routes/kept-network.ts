import type { Operation, RestPlace } from '../../operations/operation.ts';
import type { FormatName } from '../../report/formats/index.ts';
import type { AppContext } from '../app-context.ts';
import { chooseFormat, contentTypeOf } from '../compute/answer-format.ts';
import { describedAnswer } from '../compute/described.ts';
import { querySchema } from '../compute/request-schemas.ts';
import { disconnectionOf } from '../disconnection.ts';
import { networkInUse } from '../network-in-use.ts';
import type { App, RouteGroup } from './route-group.ts';

/** Operations that answer for the newest scans as well as for a network that is sent: all they need is the network. */
const OF_SCANS: ReadonlySet<string> = new Set(['estimate', 'headroom', 'forecast', 'allocate']);

/** Operations of the network that scans have kept: the same answers as sending them GET /v1/topology. */
export const keptNetwork: RouteGroup = (app, context) => {
  for (const operation of context.operations) {
    const { rest } = operation;
    if (rest && 'path' in rest && OF_SCANS.has(operation.name)) addRoute(app, context, operation, rest);
  }
};

function addRoute(
  app: App,
  context: AppContext,
  operation: Operation,
  { path, tag, operationId, summary, errors }: RestPlace & { readonly path: string },
): void {
  app.get(
    path,
    {
      schema: {
        tags: [tag],
        operationId: operationId.replace('create', 'getKept'),
        summary: `${summary}: of the newest scans`,
        description: `The same as POST ${path} of the network that GET /v1/topology answers with.`,
        querystring: querySchema(operation),
      },
      config: {
        access: 'read',
        tenants: true,
        errors: ['TG1005', 'TG1012', 'TG1504', 'TG1506', 'TG1508', 'TG1540', 'TG2201', ...errors],
        describe: describedAnswer(operation),
      },
    },
    async (request, reply) => {
      const { format: given, ...query } = request.query as { readonly format?: FormatName };
      const format = chooseFormat(operation, given, request.headers.accept);
      const { network } = await networkInUse(context, request.principal.accounts);
      const body = { name: 'the newest scans', bytes: new TextEncoder().encode(JSON.stringify(network)) };
      const task = { operation: operation.name, body, parts: {}, query, format };
      const { answer } = await context.compute.run(operation, task, () => disconnectionOf(reply));
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      return reply.send(answer);
    },
  );
}
