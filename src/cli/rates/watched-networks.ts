import { TollgateError } from '../../core/errors.ts';
import { regionsOf } from '../../model/regions-of.ts';
import { loadNetwork, type NetworkReading } from '../../operations/inputs/load-network.ts';
import { openInput } from '../../operations/inputs/open-input.ts';
import type { KeptState } from '../../operations/resources/price-watch/kept-state.ts';
import { priceImpact } from '../../operations/resources/price-watch/price-impact.ts';
import { readingsOfSnapshots } from '../../operations/resources/price-watch/readings-of-snapshots.ts';
import { type WatchPorts, watchPrices } from '../../operations/resources/price-watch/watch-prices.ts';
import type { Services } from '../../operations/services.ts';
import type { RateChange } from '../../rates/compare-cards.ts';
import type { PriceImpact, RateRefreshDocument, RegionRefresh } from '../../report/rate-refresh.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';

interface WatchedNetworks {
  /** Adds what the changed prices do. */
  watch(document: RateRefreshDocument): Promise<RateRefreshDocument>;
}

/** The networks of `--path`, read at once so that a bad one stops the refresh before it begins; else the newest kept scans. */
export async function watchedNetworks(
  paths: readonly string[] | undefined,
  host: Host,
  services: Services,
): Promise<WatchedNetworks> {
  if (paths === undefined) return { watch: (document) => watchKept(document, host, services) };
  const given: NetworkReading[] = [];
  for (const path of paths) {
    const { input, sibling } = await openInput(
      path,
      async () => (await readInput(path, host, services)).content,
      services.readFile,
    );
    given.push(await loadNetwork(input, { sibling }));
  }
  const inRegion = (region: string) => given.filter(({ topology }) => regionsOf(topology).includes(region));
  return {
    watch: (document) =>
      watchPrices(
        document,
        portsOf(async (region) => inRegion(region), services),
      ),
  };
}

/** A state database that cannot be looked at, such as one that a service holds, leaves the effect unknown, and says so. */
async function watchKept(document: RateRefreshDocument, host: Host, services: Services): Promise<RateRefreshDocument> {
  if (document.regions.every(({ changes }) => changes.length === 0)) return document;
  let kept: KeptState | undefined;
  try {
    kept = await services.keptState();
    if (kept === undefined) return document;
    const { events, newestSnapshots } = kept;
    const networksOf = async (region: string) => readingsOfSnapshots(await newestSnapshots(region));
    return await watchPrices(document, { ...portsOf(networksOf, services), events });
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== 'TG2201') throw error;
    await host.stderr.write(
      `What the changed prices do to kept scans is not known: ${error.message} ${error.hint ?? ''}\n`,
    );
    return document;
  } finally {
    await kept?.close();
  }
}

const portsOf = (
  networksOf: (region: string) => Promise<readonly NetworkReading[]>,
  { rates }: Services,
): Pick<WatchPorts, 'impactOf'> => ({
  async impactOf({ region, changes }: RegionRefresh): Promise<PriceImpact | undefined> {
    const networks = await networksOf(region);
    return networks.length === 0
      ? undefined
      : priceImpact({ region, changes: changes as readonly RateChange[], networks }, rates);
  },
});
