import type { FindingLog } from '../../core/finding.ts';
import type { Endpoint, Topology } from '../../topology/topology.ts';
import type { MetricTarget } from '../../traffic/metric-source.ts';
import type { TimeSpan } from '../../traffic/throughput.ts';
import { missing } from './intervals.ts';
import type { Coverage, Interval } from './ports.ts';

/**
 * What to ask CloudWatch for: every endpoint and endpoint service of the inventory (ListMetrics forgets idle ones), and of each
 * only the spans that the history does not hold. Those without a metric source are said.
 */
export function metricTargets(
  topology: Topology,
  window: TimeSpan,
  coverage: Coverage,
  findings: FindingLog,
): readonly MetricTarget[] {
  const zoneOf = new Map((topology.subnets ?? []).map((subnet) => [subnet.id, subnet.az]));
  const endpoints = topology.endpoints.flatMap((endpoint): MetricTarget[] => {
    const none = noMetrics(endpoint);
    if (none !== undefined) {
      if (none !== '') findings.add('TG2054', endpoint.id, `CloudWatch has no metrics of ${endpoint.id}: ${none}.`);
      return [];
    }
    const zones = (endpoint.subnets ?? []).map((subnet, index) => ({
      az: zoneOf.get(subnet) ?? endpoint.azs?.[index] ?? subnet,
      dimension: subnet,
    }));
    const spans = spansOf(endpoint, window, coverage.get(endpoint.id) ?? []);
    const { id, type, service = '', vpc = '' } = endpoint;
    return spans.length === 0 ? [] : [{ id, kind: 'endpoint', type, service, vpc, zones, spans }];
  });
  return [...endpoints, ...serviceTargets(topology, window, coverage)];
}

/** Endpoints whose whole life in the window is covered: of any other the bytes are not known, which is not zero. */
export const measuredEndpoints = (topology: Topology, window: TimeSpan, coverage: Coverage): readonly Endpoint[] =>
  topology.endpoints.filter(
    (endpoint) =>
      noMetrics(endpoint) === undefined && spansOf(endpoint, window, coverage.get(endpoint.id) ?? []).length === 0,
  );

/** Why an endpoint has no metrics; undefined = it has; "" = it is plain that it has none. */
function noMetrics(endpoint: Endpoint): string | undefined {
  if (endpoint.type === 'Gateway') return '';
  if (endpoint.type === 'Resource' || endpoint.type === 'ServiceNetwork')
    return `none are documented for ${endpoint.type} endpoints`;
  if (endpoint.serviceRegion !== undefined) return 'the consumer side of a cross-Region endpoint has none';
  return undefined;
}

/** Before its creation and after its deletion an endpoint did not exist, which is not the same as being idle. */
function spansOf(endpoint: Endpoint, window: TimeSpan, covered: readonly Interval[]): readonly Interval[] {
  const created =
    endpoint.createdAt === undefined ? window.start : Math.floor(Date.parse(endpoint.createdAt) / 60_000) * 60;
  const deleted =
    endpoint.deletedAt === undefined ? window.end : Math.ceil(Date.parse(endpoint.deletedAt) / 60_000) * 60;
  const [start, end] = [Math.max(window.start, created), Math.min(window.end, deleted)];
  return start < end ? missing(covered, [start, end]) : [];
}

/** Provider metrics carry zone names, which mean something in this account only. */
function serviceTargets(topology: Topology, window: TimeSpan, coverage: Coverage): readonly MetricTarget[] {
  const names = new Map((topology.zoneNames ?? []).map(({ az, name }) => [az, name]));
  return (topology.endpointServices ?? []).flatMap((service): MetricTarget[] => {
    const azs = [...new Set((service.loadBalancers ?? []).flatMap((balancer) => balancer.azs))].sort();
    const spans = missing(coverage.get(service.id) ?? [], [window.start, window.end]);
    const zones = azs.map((az) => ({ az, dimension: names.get(az) ?? az }));
    return spans.length === 0
      ? []
      : [{ id: service.id, kind: 'service', type: '', service: '', vpc: '', zones, spans }];
  });
}
