import { type Decimal, decimalOf, ZERO } from '../core/decimal.ts';
import type { Endpoint, EndpointType, Flow, Topology } from '../topology/topology.ts';
import type { EndpointTraffic, TrafficProfile } from '../traffic/traffic.ts';
import { type FlowPath, flowPaths } from './flow-path.ts';
import { statedTraffic } from './stated-traffic.ts';

/** A flow with its bytes as a number and its path resolved. */
export interface JoinedFlow {
  readonly flow: Flow;
  /** Billed GB a month. */
  readonly gb: Decimal;
  readonly path: FlowPath;
  /** Region of the VPC it comes from; undefined = that VPC is not declared. */
  readonly region: string | undefined;
  readonly account: string | undefined;
}

/** An endpoint with everything the charges need of it, joined once. */
export interface JoinedEndpoint {
  /** Its place in the network's list. */
  readonly index: number;
  readonly endpoint: Endpoint;
  /** Its own Region, else its VPC's, else the topology's; undefined = not known. */
  readonly region: string | undefined;
  /** Its own account, else its VPC's; undefined = not known. */
  readonly account: string | undefined;
  /** Distinct zones it has a network interface in; undefined = not known. */
  readonly zones: readonly string[] | undefined;
  /** Undefined = usage unknown. */
  readonly traffic: EndpointTraffic | undefined;
  readonly flows: readonly JoinedFlow[];
}

/** The join of topology and traffic: the whole input of the charges. */
export interface JoinedNetwork {
  readonly topology: Topology;
  readonly endpoints: readonly JoinedEndpoint[];
  readonly vpcs: ReadonlyMap<string, Vpc>;
  /** GB processed outside the network by Region, from the topology's pool. */
  readonly baselineGb: (region: string, kind: 'interface' | 'resource') => Decimal;
  /** The bytes of networks that are priced together with this one; absent = it stands alone. */
  readonly together?: SharedBytes | undefined;
}

/** Billed GB of every network that shares the pools, in one order, by type and Region; and which of them is this one. */
export interface SharedBytes {
  readonly own: number;
  readonly gb: (type: EndpointType, region: string | undefined) => readonly Decimal[];
}

type Vpc = NonNullable<Topology['vpcs']>[number];

const NO_FLOWS: readonly JoinedFlow[] = [];

/** Joins endpoints with their Region, zones, flows and traffic. Measured traffic wins over stated, stated over flows. */
export function join(topology: Topology, measured: TrafficProfile): JoinedNetwork {
  const vpcs = new Map((topology.vpcs ?? []).map((vpc) => [vpc.id, vpc]));
  const flowsOf = joinedFlows(topology, vpcs);
  const endpoints = topology.endpoints.map((endpoint, index): JoinedEndpoint => {
    const vpc = endpoint.vpc === undefined ? undefined : vpcs.get(endpoint.vpc);
    const flows = flowsOf(endpoint);
    return {
      index,
      endpoint,
      region: endpoint.region ?? vpc?.region ?? topology.region,
      account: endpoint.account ?? vpc?.account,
      zones: endpoint.azs && distinct(endpoint.azs),
      traffic: measuredFor(endpoint, measured) ?? statedTraffic(endpoint, flows),
      flows,
    };
  });
  return { topology, endpoints, vpcs, baselineGb: baselineOf(topology) };
}

function measuredFor(endpoint: Endpoint, measured: TrafficProfile): EndpointTraffic | undefined {
  if (measured.size === 0) return undefined;
  return measured.get(endpoint.id) ?? (endpoint.address === undefined ? undefined : measured.get(endpoint.address));
}

function joinedFlows(
  topology: Topology,
  vpcs: ReadonlyMap<string, Vpc>,
): (endpoint: Endpoint) => readonly JoinedFlow[] {
  if (!topology.flows || topology.flows.length === 0) return () => NO_FLOWS;
  const byEndpoint = Map.groupBy(topology.flows, (flow) => flow.endpoint);
  const pathOf = flowPaths(topology);
  return (endpoint) => {
    const flows = byEndpoint.get(endpoint.id);
    if (!flows) return NO_FLOWS;
    return flows.map((flow) => {
      const vpc = vpcs.get(flow.from.vpc ?? endpoint.vpc ?? '');
      return {
        flow,
        gb: decimalOf(flow.monthlyGb),
        path: pathOf(flow, endpoint.vpc),
        region: vpc ? (vpc.region ?? topology.region) : undefined,
        account: flow.from.account ?? vpc?.account,
      };
    });
  };
}

function baselineOf(topology: Topology): JoinedNetwork['baselineGb'] {
  const pools = topology.pool ?? {};
  return (region, kind) => {
    const pool = Object.hasOwn(pools, region) ? pools[region] : undefined;
    const gb = kind === 'interface' ? pool?.interfaceEndpointGb : pool?.resourceEndpointGb;
    return gb === undefined ? ZERO : decimalOf(gb);
  };
}

/** AWS allows one subnet per zone, so equal zones are one interface. */
function distinct(zones: readonly string[]): readonly string[] {
  for (let index = 1; index < zones.length; index++) {
    if (zones.lastIndexOf(zones[index] ?? '', index - 1) !== -1) return [...new Set(zones)];
  }
  return zones;
}
