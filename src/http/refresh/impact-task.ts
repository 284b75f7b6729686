import { priceImpact } from '../../operations/resources/price-watch/price-impact.ts';
import { readingsOfSnapshots } from '../../operations/resources/price-watch/readings-of-snapshots.ts';
import type { RateChange } from '../../rates/compare-cards.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import type { PriceImpact, RegionRefresh } from '../../report/rate-refresh.ts';

/** Changed prices of a Region, and the snapshots of networks there as JSON text. */
export interface ImpactTask {
  readonly region: string;
  readonly changes: RegionRefresh['changes'];
  readonly snapshots: readonly string[];
}

/** Prices the networks before and after. */
export const impactTask = ({ region, changes, snapshots }: ImpactTask, rates: RateSource): Promise<PriceImpact> =>
  priceImpact({ region, changes: changes as readonly RateChange[], networks: readingsOfSnapshots(snapshots) }, rates);
