import { networkSchema } from '../../operations/resources/network/network-in-use.ts';
import { networkInUse } from '../network-in-use.ts';
import type { RouteGroup } from './route-group.ts';

/** The network that the page shows: the newest scans of every account and Region joined, with their traffic. */
export const network: RouteGroup = (app, context) => {
  app.get(
    '/v1/topology',
    {
      schema: {
        tags: ['endpoints'],
        operationId: 'getTopology',
        summary: 'The newest scans joined: topology and traffic, as every operation takes it',
        description: 'A key that is limited to accounts gets the scans that speak of those alone.',
        response: { 200: { description: 'The network.', content: { 'application/json': { schema: networkSchema } } } },
      },
      config: { access: 'read', tenants: true, errors: ['TG1540', 'TG2201'] },
      // What a scan has kept is not validated again.
      serializerCompiler: () => (text) => String(text),
    },
    async ({ principal }, reply) => {
      reply.type('application/json');
      return JSON.stringify(await networkInUse(context, principal.accounts)) as never;
    },
  );
};
