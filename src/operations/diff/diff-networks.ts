import type { Decimal } from '../../core/decimal.ts';
import type { RateSource } from '../../rates/rate-source.ts';
import { buildReport } from '../../report/build-report.ts';
import type { DiffDocument } from '../../report/diff-document.ts';
import type { Topology } from '../../topology/topology.ts';
import { mergeTraffic } from '../../traffic/traffic.ts';
import type { TrafficReading } from '../../traffic/traffic-source.ts';
import type { LoadedSide } from '../inputs/load-sides.ts';
import type { TrafficInput } from '../inputs/load-traffic.ts';
import { type EstimateRequest, estimateNetworks } from '../shared/estimate-network.ts';
import { carryTraffic } from './carry-traffic.ts';
import { compareParts } from './compare.ts';
import type { DiffPart, DiffSide } from './side.ts';

/** One network in two states. */
export interface DiffInput {
  /** Name of the project, where a diff covers several. */
  readonly project?: string | undefined;
  readonly base: LoadedSide;
  readonly head: LoadedSide;
  /** Traffic files, applied to both sides. */
  readonly traffic?: TrafficInput | undefined;
}

export interface DiffRequest {
  readonly hours?: Decimal | undefined;
  readonly billingDate?: string | undefined;
  readonly generatedAt: Date;
}

/** The diff and every part's priced sides, for gates that look at more than the difference. */
export interface DiffResult {
  readonly diff: DiffDocument;
  readonly parts: readonly DiffPart[];
}

/**
 * Use case: what the step from base to head costs, in one network or in several projects. Prices all with one rate source and, Region
 * by Region, on one pool: tiers belong to the month of the billing family, not to a project. A saved estimate keeps its prices.
 */
export async function diffNetworks(
  inputs: readonly DiffInput[],
  request: DiffRequest,
  rates: RateSource,
): Promise<DiffResult> {
  const known: KnownPair[] = [];
  for (const input of inputs) known.push(await withTraffic(input));
  const base = await priceSides(
    known.map((each) => each.base),
    known,
    request,
    rates,
  );
  const head = await priceSides(
    known.map((each) => each.head),
    known,
    request,
    rates,
  );
  const parts = inputs.map(({ project }, index) => ({
    ...(project !== undefined && { project }),
    base: base[index] as DiffSide,
    head: head[index] as DiffSide,
  }));
  return { diff: compareParts(parts, request.generatedAt.toISOString()), parts };
}

/** A side and the traffic it is priced with. */
interface KnownSide {
  readonly side: LoadedSide;
  readonly traffic: TrafficReading | undefined;
}

interface KnownPair {
  readonly base: KnownSide;
  readonly head: KnownSide;
}

async function withTraffic({ base, head, traffic }: DiffInput): Promise<KnownPair> {
  const before = await trafficOf(base, traffic);
  const own = await trafficOf(head, traffic);
  return { base: { side: base, traffic: before }, head: { side: head, traffic: carried(base, head, before, own) } };
}

/** Traffic of the files, over what was measured with the network. */
async function trafficOf(side: LoadedSide, input: TrafficInput | undefined): Promise<TrafficReading | undefined> {
  if (!('reading' in side)) return undefined;
  const { topology, measured } = side.reading;
  const files =
    input && (input.usageFile ?? input.files?.[0]) !== undefined ? await readTraffic(input, topology) : undefined;
  if (!measured) return files;
  return { profile: mergeTraffic(measured.profile, files?.profile ?? new Map()), findings: files?.findings ?? [] };
}

/** Readers of traffic are loaded where there is any. */
async function readTraffic(input: TrafficInput, topology: Topology): Promise<TrafficReading> {
  const { loadTraffic } = await import('../inputs/load-traffic.ts');
  return loadTraffic(input, topology);
}

function carried(
  base: LoadedSide,
  head: LoadedSide,
  before: TrafficReading | undefined,
  own: TrafficReading | undefined,
): TrafficReading | undefined {
  if (!('reading' in base) || !('reading' in head)) return own;
  return carryTraffic(
    { topology: base.reading.topology, traffic: before },
    { topology: head.reading.topology, traffic: own },
  );
}

/** Prices one side of every pair: networks together, but for those whose other side was priced alone, which stay alone too. */
async function priceSides(
  sides: readonly KnownSide[],
  pairs: readonly KnownPair[],
  { hours, billingDate }: DiffRequest,
  rates: RateSource,
): Promise<readonly DiffSide[]> {
  const priced = new Map<KnownSide, DiffSide>();
  const isShared = (index: number): boolean => {
    const pair = pairs[index];
    return pair !== undefined && 'reading' in pair.base.side && 'reading' in pair.head.side;
  };
  const groups = [
    sides.filter((_side, index) => isShared(index)),
    ...sides.flatMap((side, index) => (isShared(index) ? [] : [[side]])),
  ];
  for (const group of groups) {
    const networks = group.flatMap((known) =>
      'reading' in known.side ? [{ known, reading: known.side.reading }] : [],
    );
    const requests = networks.map(
      ({ known, reading }): EstimateRequest => ({ reading, traffic: known.traffic, hours, billingDate }),
    );
    const estimates = await estimateNetworks(requests, rates);
    networks.forEach(({ known }, index) => {
      const estimate = estimates[index];
      if (!estimate) return;
      const document = buildReport(estimate, rates.kind);
      priced.set(known, { name: known.side.name, document, network: estimate.network });
    });
  }
  return sides.map((known) =>
    'estimate' in known.side
      ? { name: known.side.name, document: known.side.estimate }
      : (priced.get(known) as DiffSide),
  );
}
