import { TollgateError } from '../../core/errors.ts';
import { joinSnapshots, visibleSnapshots } from '../../operations/resources/network/joined-network.ts';
import { type NetworkInUse, networkSchema } from '../../operations/resources/network/network-in-use.ts';
import type { Services } from '../../operations/services.ts';
import type { Snapshot } from '../../report/snapshot-document.ts';
import type { RouteGroup } from './route-group.ts';

/** The network that the page shows: the newest scans of every account and Region joined, with their traffic. */
export const network: RouteGroup = (app, { services, opened }) => {
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
      if (opened !== undefined) return JSON.stringify(opened) as never;
      const joined = joinSnapshots(visibleSnapshots(await newestOf(services), principal.accounts));
      if (joined === undefined) {
        throw new TollgateError('TG1540', 'No scan is kept yet.', {
          hint: 'Scan an account with POST /v1/scans, or look at a file with `tollgate open FILE`.',
        });
      }
      const { length } = joined.provenance.scopes;
      const name = length === 1 ? '1 account and Region' : `${length} accounts and Regions`;
      const { capturedAt } = joined;
      return JSON.stringify({ origin: 'scans', name, capturedAt, network: joined } satisfies NetworkInUse) as never;
    },
  );
};

/** The newest snapshot of each account and Region. A service that keeps no state yet has none, and none is begun to find that out. */
async function newestOf({ stateInUse }: Services): Promise<readonly Snapshot[]> {
  const state = await stateInUse();
  if (state === undefined) return [];
  const texts = await Promise.all(
    (await state.scans.keptRegions()).map((region) => state.scans.newestSnapshots(region)),
  );
  return texts.flat().map((text) => JSON.parse(text) as Snapshot);
}
