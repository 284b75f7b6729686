import type { Decimal } from '../core/decimal.ts';
import type { RateSource } from '../rates/rate-source.ts';
import { buildReport } from '../report/build-report.ts';
import type { DiffDocument } from '../report/diff-document.ts';
import { mergeTraffic } from '../traffic/traffic.ts';
import type { TrafficReading } from '../traffic/traffic-source.ts';
import { carryTraffic } from './diff/carry-traffic.ts';
import { compareSides } from './diff/compare.ts';
import type { LoadedSide } from './diff/load-sides.ts';
import type { DiffSide } from './diff/side.ts';
import { estimateNetwork } from './estimate.ts';
import { loadTraffic, type TrafficInput } from './load-traffic.ts';

export interface DiffRequest {
  readonly base: LoadedSide;
  readonly head: LoadedSide;
  /** Traffic files, applied to both sides. */
  readonly traffic?: TrafficInput | undefined;
  readonly hours?: Decimal | undefined;
  readonly billingDate?: string | undefined;
  readonly generatedAt: Date;
}

/** The diff and both priced sides, for gates that look at more than the difference. */
export interface DiffResult {
  readonly diff: DiffDocument;
  readonly base: DiffSide;
  readonly head: DiffSide;
}

/** Use case: what the step from base to head costs. Prices both sides with one rate source; a saved estimate keeps its prices. */
export async function diffNetworks(request: DiffRequest, rates: RateSource): Promise<DiffResult> {
  const before = await trafficOf(request.base, request.traffic);
  const own = await trafficOf(request.head, request.traffic);
  const after = carried(request, before, own);
  const base = await price(request.base, before, request, rates);
  const head = await price(request.head, after, request, rates);
  return { diff: compareSides(base, head, request.generatedAt.toISOString()), base, head };
}

/** Traffic of the files, over what was measured with the network. */
async function trafficOf(side: LoadedSide, input: TrafficInput | undefined): Promise<TrafficReading | undefined> {
  if (!('reading' in side)) return undefined;
  const { topology, measured } = side.reading;
  const files =
    input && (input.usageFile ?? input.files?.[0]) !== undefined ? await loadTraffic(input, topology) : undefined;
  if (!measured) return files;
  return { profile: mergeTraffic(measured.profile, files?.profile ?? new Map()), findings: files?.findings ?? [] };
}

function carried({ base, head }: DiffRequest, before: TrafficReading | undefined, own: TrafficReading | undefined) {
  if (!('reading' in base) || !('reading' in head)) return own;
  return carryTraffic(
    { topology: base.reading.topology, traffic: before },
    { topology: head.reading.topology, traffic: own },
  );
}

async function price(
  side: LoadedSide,
  traffic: TrafficReading | undefined,
  { hours, billingDate }: DiffRequest,
  rates: RateSource,
): Promise<DiffSide> {
  if ('estimate' in side) return { name: side.name, document: side.estimate };
  const estimate = await estimateNetwork({ reading: side.reading, traffic, hours, billingDate }, rates);
  return { name: side.name, document: buildReport(estimate, rates.kind), network: estimate.network };
}
