import { quantityText } from '../../core/money.ts';
import { billedGb, HOURS_PER_MONTH } from '../../core/quantity.ts';
import type { Topology } from '../../topology/topology.ts';
import type { TimeSpan } from '../../traffic/throughput.ts';
import type { PlannedScope } from './collect-scope.ts';

const HOUR = 3600;

/** The network of a scope with what its NAT gateways carried in the window, as billed GB of a month of 730 h. */
export async function withNatTraffic(
  { access, topology }: PlannedScope,
  window: TimeSpan,
  signal: AbortSignal,
): Promise<Topology> {
  const gateways = topology.natGateways ?? [];
  if (gateways.length === 0 || window.end <= window.start) return topology;
  const traffic = await access.metrics.natTraffic({ gateways: gateways.map(({ id }) => id), window, signal });
  const hours = (window.end - window.start) / HOUR;
  const natGateways = gateways.map((gateway) => {
    const carried = traffic.get(gateway.id);
    if (carried === undefined) return gateway;
    const monthlyGb = quantityText(billedGb(Math.round(carried.bytes)).times(HOURS_PER_MONTH).div(hours));
    return { ...gateway, monthlyGb, peakConnections: carried.peakConnections };
  });
  return { ...topology, natGateways };
}
