import { Decimal } from '../core/decimal.ts';
import type { InputDocument } from '../core/input-document.ts';
import type { RateSource } from '../rates/rate-source.ts';
import { buildReport } from '../report/build-report.ts';
import type { EstimateDocument } from '../report/report.ts';
import { readNetwork } from '../topology/read-document.ts';
import type { Topology } from '../topology/topology.ts';
import type { TrafficReading } from '../traffic/traffic-source.ts';
import { estimateNetwork } from './estimate.ts';

export interface EstimateInputRequest {
  readonly document: InputDocument;
  /** Kind of the document, where the caller knows it. */
  readonly kind?: string | undefined;
  /** Region of entries that name none. */
  readonly region?: string | undefined;
  /** Billed GB a month that the same billing family processes outside the network, by Region; wins over the document's own. */
  readonly poolGb?: ReadonlyMap<string, string> | undefined;
  readonly hours?: string | undefined;
  readonly billingDate?: string | undefined;
  /** Reads the traffic of the network once it is known. */
  readonly traffic?: ((topology: Topology) => Promise<TrafficReading | undefined>) | undefined;
}

/** Use case: an input document of any kind in, the estimate document out. */
export async function estimateInput(request: EstimateInputRequest, rates: RateSource): Promise<EstimateDocument> {
  const { document, kind, region } = request;
  const read = await readNetwork(document, { kind, region });
  const reading = { ...read, topology: withPool(read.topology, request.poolGb) };
  const estimate = await estimateNetwork(
    {
      reading,
      traffic: await request.traffic?.(reading.topology),
      hours: request.hours === undefined ? undefined : new Decimal(request.hours),
      billingDate: request.billingDate,
    },
    rates,
  );
  return buildReport(estimate, rates.kind);
}

function withPool(topology: Topology, poolGb: ReadonlyMap<string, string> | undefined): Topology {
  if (!poolGb || poolGb.size === 0) return topology;
  const pool = { ...topology.pool };
  for (const [region, gb] of poolGb) pool[region] = { ...pool[region], interfaceEndpointGb: gb };
  return { ...topology, pool };
}
