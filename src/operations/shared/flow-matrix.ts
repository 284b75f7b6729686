import { type Bypass, bypasses } from '../../capacity/bypass.ts';
import { type EndpointMatrix, zoneMatrix } from '../../capacity/zone-matrix.ts';
import { FindingLog } from '../../core/finding.ts';
import { buildMatrix } from '../../report/build-matrix.ts';
import type { MatrixDocument } from '../../report/matrix-document.ts';
import type { Topology } from '../../topology/topology.ts';
import type { FlowSource, FlowSourceOptions } from '../../traffic/flow-reading.ts';
import { mergeTraffic } from '../../traffic/traffic.ts';
import type { TrafficReading } from '../../traffic/traffic-source.ts';
import type { NetworkReading } from '../inputs/load-network.ts';
import { flowInventory } from './flow-inventory.ts';

/** From this share of the total on, a difference between flow logs and total is worth a word. */
const NOTABLE_RESIDUAL = 0.1;

export interface MatrixRequest extends FlowSourceOptions {
  readonly reading: NetworkReading;
  /** Files, folders or globs of flow logs. */
  readonly flowLogs: readonly string[];
  /** Totals: measured or stated traffic. */
  readonly traffic?: TrafficReading | undefined;
}

/** Use case: who talks to which endpoint from which zone, and what bypasses the endpoints. Throws TG3002 to TG3004, TG1005, TG1007. */
export async function matrixDocument(request: MatrixRequest, source: FlowSource): Promise<MatrixDocument> {
  const { reading, traffic, flowLogs, memoryLimit } = request;
  const { topology } = reading;
  const flows = await source.read(flowLogs, flowInventory(topology), { memoryLimit });
  const profile = mergeTraffic(reading.measured?.profile ?? new Map(), traffic?.profile ?? new Map());
  const endpoints = zoneMatrix({ endpoints: topology.endpoints, reading: flows, profile });
  const bypassed = bypasses(topology, flows);
  const findings = new FindingLog();
  findings.addAll([...reading.findings, ...(traffic?.findings ?? []), ...flows.findings]);
  for (const matrix of endpoints) tellResidual(matrix, findings);
  for (const bypass of bypassed) tellBypass(bypass, findings);
  return buildMatrix({ reading: flows, endpoints, bypasses: bypassed, findings });
}

/** The topology with the flows of a matrix in place of those of the endpoints it speaks of. */
export function withFlows(topology: Topology, { endpoints, flows }: MatrixDocument): Topology {
  const told = new Set(endpoints.map((endpoint) => endpoint.id));
  return { ...topology, flows: [...(topology.flows ?? []).filter((flow) => !told.has(flow.endpoint)), ...flows] };
}

function tellResidual({ endpoint, totalGb, residualGb, totalFrom }: EndpointMatrix, findings: FindingLog): void {
  if (totalFrom === 'flow-logs' || totalGb.isZero()) return;
  const share = residualGb.div(totalGb).toNumber();
  if (Math.abs(share) < NOTABLE_RESIDUAL) return;
  const less = share > 0 ? 'fewer' : 'more';
  findings.add(
    'TG3068',
    endpoint.id,
    `Flow logs count ${Math.abs(share * 100).toFixed(0)} % ${less} bytes than the ${totalFrom} total of ${endpoint.id}; its shares are scaled to the total.`,
  );
}

const CAUSES: Readonly<Record<NonNullable<Bypass['cause']>, string>> = {
  'private-dns-off': 'its private DNS is off, so the public name leads past it',
  'no-route-to-gateway-endpoint': 'a route table has no route to it',
  unknown: 'the network does not show why',
};

function tellBypass({ vpc, service, endpoints, path, cause, monthlyGb }: Bypass, findings: FindingLog): void {
  if (service === undefined || cause === undefined || path === 'unknown') return;
  const gb = monthlyGb.toFixed(0);
  findings.add(
    'TG3067',
    endpoints[0] ?? service,
    `${gb} GB a month from ${vpc ?? 'an unknown VPC'} to ${service} leave by ${path} although ${endpoints.join(', ')} exists: ${CAUSES[cause]}.`,
  );
}
