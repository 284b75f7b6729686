import { Decimal, sum } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import type { RateChange } from '../../../rates/compare-cards.ts';
import type { RateSource } from '../../../rates/rate-source.ts';
import { undoChanges } from '../../../rates/undo-changes.ts';
import { buildReport } from '../../../report/build-report.ts';
import type { PriceImpact } from '../../../report/rate-refresh.ts';
import type { EstimateDocument } from '../../../report/report.ts';
import type { NetworkReading } from '../../inputs/load-network.ts';
import { estimateNetwork } from '../../shared/estimate-network.ts';

/** Prices of a Region that changed, and the networks that may use them. */
export interface ImpactRequest {
  readonly region: string;
  readonly changes: readonly RateChange[];
  readonly networks: readonly NetworkReading[];
}

/** Use case: which of the changed prices the networks use, and their month before and after. `rates` knows the new prices. */
export async function priceImpact(
  { region, changes, networks }: ImpactRequest,
  rates: RateSource,
): Promise<PriceImpact> {
  const former: RateSource = {
    kind: rates.kind,
    async rateCard(name, signal) {
      const reading = await rates.rateCard(name, signal);
      return name === region ? { ...reading, card: undoChanges(reading.card, changes) } : reading;
    },
  };
  const used = new Set<string>();
  const months: { before: Decimal; after: Decimal; unknownLines: number; currency: string }[] = [];
  for (const reading of networks) {
    const [before, after] = [await priced(reading, former), await priced(reading, rates)];
    for (const usageType of usageTypes(before, region)) used.add(usageType);
    for (const usageType of usageTypes(after, region)) used.add(usageType);
    months.push({
      before: new Decimal(before.totals.monthly),
      after: new Decimal(after.totals.monthly),
      unknownLines: after.totals.unknownLines,
      currency: after.currency,
    });
  }
  const [before, after] = [sum(months.map((month) => month.before)), sum(months.map((month) => month.after))];
  return {
    networks: networks.length,
    changes: changes.filter(({ usageType }) => used.has(usageType)),
    monthlyBefore: amountText(before),
    monthlyAfter: amountText(after),
    delta: amountText(after.minus(before)),
    unknownLines: months.reduce((total, month) => total + month.unknownLines, 0),
    currency: months[0]?.currency ?? 'USD',
  };
}

const priced = async (reading: NetworkReading, rates: RateSource): Promise<EstimateDocument> =>
  buildReport(await estimateNetwork({ reading }, rates), rates.kind);

/** The usage types that price anything of a Region. */
const usageTypes = ({ endpoints, resources }: EstimateDocument, region: string): readonly string[] =>
  [...endpoints, ...resources]
    .filter((owner) => owner.region === undefined || owner.region === region)
    .flatMap(({ lines }) => lines.flatMap(({ provenance }) => provenance.rate?.usageType ?? []));
