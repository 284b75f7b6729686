import type { Decimal } from '../core/decimal.ts';
import { type Endpoint, type Flow, regionOf, type Topology } from '../topology/topology.ts';
import type { EndpointTraffic, TrafficProfile } from '../traffic/traffic.ts';
import { statedTraffic } from './stated-traffic.ts';

/** An endpoint with everything the charges need of it, joined once. */
export interface JoinedEndpoint {
  readonly endpoint: Endpoint;
  readonly region: string | undefined;
  /** Distinct zones it has a network interface in; undefined = not known. */
  readonly zones: readonly string[] | undefined;
  /** Undefined = usage unknown. */
  readonly traffic: EndpointTraffic | undefined;
  readonly flows: readonly Flow[];
}

/** The join of topology and traffic: the whole input of the charges. */
export interface Network {
  readonly topology: Topology;
  readonly endpoints: readonly JoinedEndpoint[];
  /** GB processed outside the network by Region, from the topology's pool. */
  readonly baselineGb: (region: string, kind: 'interface' | 'resource') => Decimal;
}

const NO_FLOWS: readonly Flow[] = [];

/** Joins endpoints with their Region, zones, flows and traffic. Measured traffic wins over stated, stated over flows. */
export function join(topology: Topology, measured: TrafficProfile, baselineGb: Network['baselineGb']): Network {
  const flows = Map.groupBy(topology.flows ?? NO_FLOWS, (flow) => flow.endpoint);
  const endpoints = topology.endpoints.map((endpoint) => {
    const own = flows.get(endpoint.id) ?? NO_FLOWS;
    return {
      endpoint,
      region: regionOf(endpoint, topology),
      zones: endpoint.azs && distinct(endpoint.azs),
      traffic:
        measured.get(endpoint.id) ??
        (endpoint.address === undefined ? undefined : measured.get(endpoint.address)) ??
        statedTraffic(endpoint, own),
      flows: own,
    };
  });
  return { topology, endpoints, baselineGb };
}

/** Two subnets in one zone bill one interface only: AWS allows one subnet per zone, so equal zones are one. */
const distinct = (zones: readonly string[]): readonly string[] =>
  zones.length < 2 || new Set(zones).size === zones.length ? zones : [...new Set(zones)];
