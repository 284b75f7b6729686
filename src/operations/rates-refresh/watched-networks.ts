import { TollgateError } from '../../core/errors.ts';
import { regionsOf } from '../../model/regions-of.ts';
import type { RateChange } from '../../rates/compare-cards.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import type { PriceImpact, RateRefreshDocument, RegionRefresh } from '../../report/rate-refresh.ts';
import { type Given, networkInput } from '../inputs/given.ts';
import { loadNetwork, type NetworkReading } from '../inputs/load-network.ts';
import type { KeptPorts } from '../ports.ts';
import type { KeptState } from '../resources/price-watch/kept-state.ts';
import { priceImpact } from '../resources/price-watch/price-impact.ts';
import { readingsOfSnapshots } from '../resources/price-watch/readings-of-snapshots.ts';
import { type WatchPorts, watchPrices } from '../resources/price-watch/watch-prices.ts';

interface WatchingPorts extends KeptPorts {
  readonly rates: RateSource;
  readonly say: (line: string) => void;
}

interface WatchedNetworks {
  /** Adds what the changed prices do. */
  watch(document: RateRefreshDocument): Promise<RateRefreshDocument>;
}

/** The networks that are given, read at once so that a bad one stops the refresh before it begins; else the newest kept scans. */
export async function watchedNetworks(
  networks: readonly Given[] | undefined,
  ports: WatchingPorts,
): Promise<WatchedNetworks> {
  if (networks === undefined) return { watch: (document) => watchKept(document, ports) };
  const given: NetworkReading[] = [];
  for (const network of networks)
    given.push(await loadNetwork(await networkInput(network), { sibling: network.sibling }));
  const inRegion = (region: string) => given.filter(({ topology }) => regionsOf(topology).includes(region));
  return {
    watch: (document) =>
      watchPrices(
        document,
        portsOf(async (region) => inRegion(region), ports),
      ),
  };
}
/** A state database that cannot be looked at, such as one that a service holds, leaves the effect unknown, and says so. */
async function watchKept(document: RateRefreshDocument, ports: WatchingPorts): Promise<RateRefreshDocument> {
  if (document.regions.every(({ changes }) => changes.length === 0)) return document;
  let kept: KeptState | undefined;
  try {
    kept = await ports.keptState();
    if (kept === undefined) return document;
    const { events, newestSnapshots } = kept;
    const networksOf = async (region: string) => readingsOfSnapshots(await newestSnapshots(region));
    return await watchPrices(document, { ...portsOf(networksOf, ports), events });
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== 'TG2201') throw error;
    ports.say(`What the changed prices do to kept scans is not known: ${error.message} ${error.hint ?? ''}`);
    return document;
  } finally {
    await kept?.close();
  }
}

const portsOf = (
  networksOf: (region: string) => Promise<readonly NetworkReading[]>,
  { rates }: Pick<WatchingPorts, 'rates'>,
): Pick<WatchPorts, 'impactOf'> => ({
  async impactOf({ region, changes }: RegionRefresh): Promise<PriceImpact | undefined> {
    const networks = await networksOf(region);
    return networks.length === 0
      ? undefined
      : priceImpact({ region, changes: changes as readonly RateChange[], networks }, rates);
  },
});
