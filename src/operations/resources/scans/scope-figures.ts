import { z } from 'zod';
import { capacityForecast } from '../../../capacity/capacity-forecast.ts';
import { DEFAULT_THRESHOLDS } from '../../../capacity/level.ts';
import { monthsFrom } from '../../../capacity/months.ts';
import { Amount } from '../../../core/amount.ts';
import { amountText, quantityText } from '../../../core/money.ts';
import type { Pool } from '../../../model/pool.ts';
import type { RateSource } from '../../../rates/rate-source.ts';
import { buildReport } from '../../../report/build-report.ts';
import type { EstimateDocument } from '../../../report/report.ts';
import type { Snapshot } from '../../../report/snapshot-document.ts';
import { historyOfMeasured, profileOfMeasured } from '../../../traffic/measured.ts';
import { askedEndpoints } from '../../inputs/ask-history.ts';
import { estimateNetwork } from '../../shared/estimate-network.ts';

/** What the newest scan of an account and Region says of the whole: for metrics, which must not price anything when they are read. */
export const scopeFiguresSchema = z.object({
  capturedAt: z.iso.datetime(),
  currency: z.string(),
  /** Run-rate a month of 730 h with everything beside the endpoints, and how many cost lines it leaves out. */
  monthly: z.string(),
  unknownLines: z.number().int(),
  services: z.array(z.object({ service: z.string(), monthly: z.string(), unknownLines: z.number().int().optional() })),
  /** Where the bytes of a month stand in the tiers of their pool. `nextTierGb` is null in the last one. */
  pools: z.array(
    z.object({
      region: z.string(),
      product: z.string(),
      gb: z.string(),
      marginalPrice: z.string(),
      nextTierGb: z.string().nullable(),
    }),
  ),
  /** Days from the scan until the busy rate of a zone reaches a share of its ceiling, where that is forecast. */
  crossings: z.array(z.object({ endpoint: z.string(), az: z.string(), at: z.number(), days: z.number() })),
});
export type ScopeFigures = z.infer<typeof scopeFiguresSchema>;

/** Months to look ahead for thresholds. */
const MONTHS = 12;
const DAY_SECONDS = 86_400;

/**
 * Figures of a snapshot. Thresholds are forecast by the built-in methods alone: fitting the others to a thousand endpoints takes a
 * quarter of a minute, and this runs beside requests. Between two endpoints others may go on.
 */
export async function scopeFigures(snapshot: Snapshot, rates: RateSource): Promise<ScopeFigures> {
  const { topology, traffic, capturedAt } = snapshot;
  const measured = traffic && { profile: profileOfMeasured(traffic), history: historyOfMeasured(traffic) };
  const estimate = await estimateNetwork({ reading: { topology, findings: [], measured } }, rates);
  const report = buildReport(estimate, rates.kind);
  return {
    capturedAt,
    currency: report.currency,
    monthly: report.totals.monthly,
    unknownLines: report.totals.unknownLines,
    services: servicesOf(report),
    pools: estimate.pools.map(poolOf),
    crossings: await crossingsOf(snapshot),
  };
}

const servicesOf = ({ endpoints }: EstimateDocument): ScopeFigures['services'] =>
  [...Map.groupBy(endpoints, ({ service }) => service ?? 'none')]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, own]) => {
      const amount = Amount.sum(own.map(({ monthly, unknownLines }) => Amount.of(monthly, unknownLines)));
      return { service, monthly: amountText(amount.knownPart), unknownLines: amount.leftOut };
    });

const poolOf = ({ region, product, gb, baselineGb, marginalPrice, nextTierGb }: Pool) => ({
  region,
  product,
  gb: quantityText(gb.plus(baselineGb)),
  marginalPrice: amountText(marginalPrice),
  nextTierGb: nextTierGb === undefined ? null : quantityText(nextTierGb),
});

async function crossingsOf({ topology, traffic }: Snapshot): Promise<ScopeFigures['crossings']> {
  if (traffic === undefined) return [];
  const end = Date.parse(traffic.window.end) / 1000;
  const window = { start: Date.parse(traffic.window.start) / 1000, end };
  const all = await historyOfMeasured(traffic).daily({ window, endpoints: askedEndpoints(topology) });
  const daily = Map.groupBy(all, (series) => series.endpoint);
  const now = end / DAY_SECONDS;
  const thresholds = Object.values(DEFAULT_THRESHOLDS);
  const months = monthsFrom(Math.floor(now), MONTHS);
  const crossings: ScopeFigures['crossings'] = [];
  for (const endpoint of topology.endpoints) {
    const own = daily.get(endpoint.id);
    if (own === undefined) continue;
    await new Promise(setImmediate);
    const { endpoints } = capacityForecast({
      endpoints: [{ endpoint, daily: own }],
      months,
      thresholds,
      now,
      forecasters: [],
    });
    for (const { zones } of endpoints) {
      for (const { az, thresholds: told } of zones) {
        for (const { at, days } of told) if (days !== null) crossings.push({ endpoint: endpoint.id, az, at, days });
      }
    }
  }
  return crossings;
}
