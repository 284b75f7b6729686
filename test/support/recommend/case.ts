import { DEFAULT_OPTIONS, type DecisionOptions } from '../../../src/recommend/options.ts';
import type { Topology } from '../../../src/topology/topology.ts';
import { seeded } from '../series.ts';

/** Traffic of one VPC to one service. Whole GB and whole Gbps, so that the oracle can count in integers. */
export interface CaseClient {
  readonly vpc: number;
  readonly service: number;
  /** VPC of the endpoint it uses today, or its own NAT gateway. */
  readonly today: number | 'nat';
  readonly gb: number;
  readonly gbps: number;
}

/** A small network in the terms of the oracle: everything is a number, nothing is shared with the code under test. */
export interface SmallCase {
  readonly vpcs: number;
  /** Zones each VPC has, as indexes. */
  readonly zones: readonly (readonly number[])[];
  readonly services: readonly string[];
  /** Zones of the endpoint in [vpc][service] today; undefined = none. */
  readonly endpoints: readonly (readonly (readonly number[] | undefined)[])[];
  readonly sensitive: readonly (readonly boolean[])[];
  readonly clients: readonly CaseClient[];
  readonly hubs: readonly number[];
  readonly attached: readonly boolean[];
  readonly peered: readonly (readonly [number, number])[];
  /** Whether a hosted zone for [vpc][service] exists. */
  readonly hostedZones: readonly (readonly boolean[])[];
  /** Hosted zones of other things. */
  readonly otherZones: number;
  /** GB that the NAT gateway of a VPC carries elsewhere; undefined = no gateway. */
  readonly nat: readonly (number | undefined)[];
  readonly poolGb: number;
  readonly minAzs: number;
  /** Whether traffic may leave PrivateLink for NAT gateways. */
  readonly leave: boolean;
  /** Whether nothing says who uses the endpoint in [vpc][service]; else its own VPC alone does, apart from flows. */
  readonly undescribed: readonly (readonly boolean[])[];
}

export const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];
const SERVICES = ['com.amazonaws.us-east-1.s3', 'com.amazonaws.us-east-1.ssm', 'com.amazonaws.us-east-1.logs'];

/** A random small network: up to three VPCs, services and zones, up to two hubs, with everything that couples decisions. */
export function smallCase(seed: number): SmallCase {
  const next = seeded(seed);
  const chance = (share: number): boolean => next() < share;
  const below = (limit: number): number => Math.floor(next() * limit);
  const vpcs = 2 + below(2);
  const services = SERVICES.slice(0, 1 + below(3));
  const grid = <T>(make: (vpc: number, service: number) => T): T[][] =>
    Array.from({ length: vpcs }, (_, vpc) => services.map((__, service) => make(vpc, service)));
  const all = [0, 1, 2];
  const someZones = (): number[] => (chance(0.5) ? all : chance(0.8) ? [0, 1] : [below(3)]);
  const hubs = chance(0.5) ? [0] : [0, 1].slice(0, vpcs);
  const endpoints = grid(() => (chance(0.75) ? someZones() : undefined));
  const nat = Array.from({ length: vpcs }, () => (chance(0.3) ? (chance(0.5) ? 0 : below(500)) : undefined));
  const traffic = () => ({
    gb: chance(0.12) ? 0 : below(chance(0.3) ? 4000 : 1000),
    gbps: chance(0.2) ? 1 + below(45) : 0,
  });
  const clients: CaseClient[] = [];
  endpoints.forEach((row, vpc) => {
    row.forEach((zones, service) => {
      if (zones) clients.push({ vpc, service, today: vpc, ...traffic() });
      else if (nat[vpc] !== undefined && chance(0.5)) clients.push({ vpc, service, today: 'nat', ...traffic() });
      else if (chance(0.6) && endpoints[0]?.[service] && vpc > 0)
        clients.push({ vpc, service, today: 0, ...traffic() });
    });
  });
  return {
    vpcs,
    zones: Array.from({ length: vpcs }, () => (chance(0.7) ? all : [0, 1])),
    services,
    endpoints,
    sensitive: grid(() => chance(0.08)),
    clients,
    hubs,
    attached: Array.from({ length: vpcs }, () => chance(0.7)),
    peered: chance(0.25) ? [[0, 1]] : [],
    hostedZones: grid(() => chance(0.4)),
    otherZones: chance(0.3) ? 22 : 0,
    nat,
    poolGb: chance(0.4) ? 1_048_576 - below(3000) : 0,
    minAzs: chance(0.75) ? 2 : 1,
    leave: chance(0.6),
    undescribed: grid(() => chance(0.2)),
  };
}

const vpcId = (vpc: number): string => `vpc${vpc}`;
const endpointId = (vpc: number, service: number): string => `e${vpc}-${service}`;

/** The same network as a topology file. */
export function topologyOfCase(small: SmallCase): Topology {
  const at = (vpc: number, service: number) =>
    small.clients.filter((client) => client.today === vpc && client.service === service);
  const total = (clients: readonly CaseClient[], key: 'gb' | 'gbps'): string =>
    String(clients.reduce((sum, client) => sum + client[key], 0));
  const zoned = small.hostedZones.flatMap((row, vpc) =>
    row.flatMap((exists, service) => (exists ? [{ service: small.services[service] ?? '', vpcs: [vpcId(vpc)] }] : [])),
  );
  const others = Array.from({ length: small.otherZones }, (_, index) => ({ name: `other${index}.example` }));
  return {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    vpcs: small.zones.map((zones, vpc) => ({
      id: vpcId(vpc),
      cidrs: [`10.${vpc}.0.0/16`],
      azs: zones.map((zone) => ZONES[zone] ?? ''),
    })),
    endpoints: small.endpoints.flatMap((row, vpc) =>
      row.flatMap((zones, service) =>
        zones
          ? [
              {
                id: endpointId(vpc, service),
                vpc: vpcId(vpc),
                type: 'Interface' as const,
                service: small.services[service] ?? '',
                azs: zones.map((zone) => ZONES[zone] ?? ''),
                policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] },
                ...(!small.undescribed[vpc]?.[service] && { clients: 'vpc-only' as const }),
                ...(small.sensitive[vpc]?.[service] && { tags: { 'tollgate:data-class': 'pii' } }),
                traffic: { monthlyGb: total(at(vpc, service), 'gb'), peakGbps: total(at(vpc, service), 'gbps') },
              },
            ]
          : [],
      ),
    ),
    connectivity: {
      transitGateways: [{ id: 'tgw', vpcs: small.attached.flatMap((attached, vpc) => (attached ? [vpcId(vpc)] : [])) }],
      peerings: small.peered.map(([a, b]) => ({
        id: `pcx-${a}-${b}`,
        between: [vpcId(a), vpcId(b)] as [string, string],
      })),
    },
    dns: { hostedZones: [...zoned, ...others] },
    routeTables: small.zones.map((_, vpc) => ({
      id: `rtb${vpc}`,
      vpc: vpcId(vpc),
      subnets: [],
      routes: [
        { destination: `10.${vpc}.0.0/16`, target: 'local' },
        ...(small.attached[vpc] ? [{ destination: '10.0.0.0/8', target: 'tgw' }] : []),
        ...small.peered.flatMap(([a, b]) =>
          vpc === a || vpc === b ? [{ destination: `10.${vpc === a ? b : a}.0.0/16`, target: `pcx-${a}-${b}` }] : [],
        ),
      ],
    })),
    flows: small.clients
      .filter((client) => client.today !== 'nat' && client.today !== client.vpc)
      .map((client) => ({
        from: { vpc: vpcId(client.vpc) },
        endpoint: endpointId(Number(client.today), client.service),
        via: 'tgw',
        monthlyGb: String(client.gb),
      })),
    natGateways: small.nat.flatMap((elsewhere, vpc) => {
      if (elsewhere === undefined) return [];
      const own = small.clients.filter((client) => client.today === 'nat' && client.vpc === vpc);
      return [
        {
          id: `nat${vpc}`,
          vpc: vpcId(vpc),
          clients: 'vpc-only' as const,
          az: ZONES[0] ?? '',
          monthlyGb: String(elsewhere + own.reduce((sum, client) => sum + client.gb, 0)),
          destinations: own.map((client) => ({
            service: small.services[client.service] ?? '',
            monthlyGb: String(client.gb),
            peakGbps: String(client.gbps),
          })),
        },
      ];
    }),
    pool: { 'us-east-1': { interfaceEndpointGb: String(small.poolGb) } },
  };
}

/** The options under which the oracle decides the same. */
export const optionsOfCase = (small: SmallCase): DecisionOptions => ({
  ...DEFAULT_OPTIONS,
  minAzs: small.minAzs,
  minSaving: 0,
  hubs: small.hubs.map((hub) => `vpc${hub}`),
  allow: small.leave ? ['nat-instead-of-endpoint', 'resilience'] : [],
});
