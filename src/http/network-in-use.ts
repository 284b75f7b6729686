import { TollgateError } from '../core/errors.ts';
import type { VisibleAccounts } from '../operations/resources/access/principal.ts';
import { joinSnapshots, visibleSnapshots } from '../operations/resources/network/joined-network.ts';
import type { NetworkInUse } from '../operations/resources/network/network-in-use.ts';
import type { Services } from '../operations/services.ts';
import type { Snapshot } from '../report/snapshot-document.ts';
import type { AppContext } from './app-context.ts';

/** The file that `tollgate open` shows, or the newest scans of the accounts joined. Throws TG1540 where no scan is kept. */
export async function networkInUse(
  { opened, services }: Pick<AppContext, 'opened' | 'services'>,
  accounts: VisibleAccounts,
): Promise<NetworkInUse> {
  if (opened !== undefined) return opened;
  const network = joinSnapshots(visibleSnapshots(await newestOf(services), accounts));
  if (network === undefined) {
    throw new TollgateError('TG1540', 'No scan is kept yet.', {
      hint: 'Scan an account with POST /v1/scans, or look at a file with `tollgate open FILE`.',
    });
  }
  const { length } = network.provenance.scopes;
  const name = length === 1 ? '1 account and Region' : `${length} accounts and Regions`;
  return { origin: 'scans', name, capturedAt: network.capturedAt, network };
}

/** The newest snapshot of each account and Region. A service that keeps no state yet has none, and none is begun to find that out. */
async function newestOf({ stateInUse }: Services): Promise<readonly Snapshot[]> {
  const state = await stateInUse();
  if (state === undefined) return [];
  const texts = await Promise.all(
    (await state.scans.keptRegions()).map((region) => state.scans.newestSnapshots(region)),
  );
  return texts.flat().map((text) => JSON.parse(text) as Snapshot);
}
