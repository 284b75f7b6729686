import type { RateSource } from '../../../rates/rate-source.ts';
import { ratesDocument } from '../../../report/build-report.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import { profileOfMeasured } from '../../../traffic/measured.ts';
import { estimateNetwork } from '../../shared/estimate-network.ts';
import { joinSnapshots } from '../network/joined-network.ts';
import type { AfterScan } from '../scans/after-scan.ts';
import type { ScanStore } from '../scans/service-ports.ts';
import { costChanges } from './cost-changes.ts';
import { costsByAccount } from './cost-day.ts';
import { costDetail } from './cost-detail.ts';
import type { CostStore } from './cost-store.ts';

interface KeepCostsPorts {
  readonly costs: CostStore;
  readonly scans: Pick<ScanStore, 'newestSnapshots'>;
  readonly rates: RateSource;
}

/** After a scan: keeps what its Region costs on this day, priced as one pool with the newest scans of its other accounts. */
export const keepCosts =
  ({ costs, scans, rates }: KeepCostsPorts): AfterScan =>
  async ({ scan, snapshot }) => {
    const texts = await scans.newestSnapshots(scan.region);
    const joined = joinSnapshots(texts.map((text) => JSON.parse(text) as Snapshot));
    if (joined) await keepCostDay(joined, { region: scan.region, capturedAt: snapshot.capturedAt }, { costs, rates });
  };

/** Keeps the costs of a network as those of the day on which it was captured. */
export async function keepCostDay(
  { topology, traffic }: Snapshot,
  { region, capturedAt }: { readonly region: string; readonly capturedAt: string },
  { costs, rates }: Pick<KeepCostsPorts, 'costs' | 'rates'>,
): Promise<void> {
  const profile = traffic && profileOfMeasured(traffic);
  const reading = { topology, findings: [] };
  const estimate = await estimateNetwork({ reading, ...(profile && { traffic: { profile, findings: [] } }) }, rates);
  const day = capturedAt.slice(0, 10);
  const prices = ratesDocument(estimate, rates.kind).version;
  const detail = costDetail(estimate);
  const before = await costs.before(region, day);
  const isComparable = before?.currency === estimate.currency;
  const changes = before && isComparable ? costChanges(before.detail, detail, before.prices === prices) : [];
  await costs.keep(
    {
      region,
      day,
      capturedAt,
      currency: estimate.currency,
      prices,
      since: before && isComparable ? before.day : null,
      changes,
    },
    await costsByAccount(estimate),
    detail,
  );
}
