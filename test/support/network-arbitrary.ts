import type { Topology } from '../../src/topology/topology.ts';
import { topologySchema } from '../../src/topology/topology-schema.ts';
import { fc } from './property.ts';

const ZONES: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['use1-az1', 'use1-az2', 'use1-az4', 'use1-az6'],
  'sa-east-1': ['sae1-az1', 'sae1-az2', 'sae1-az3'],
  'eu-west-1': ['euw1-az1', 'euw1-az2', 'euw1-az3'],
};
const REGIONS = Object.keys(ZONES);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Drops absent fields, as a document would. */
const tidy = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

/** Billed GB: whole or with up to four decimals, some beyond the tier bounds. */
export const gbText = fc
  .tuple(fc.oneof(fc.nat(3000), fc.nat(3_000_000), fc.constantFrom(0, 1_048_576, 5_242_880)), fc.nat(9999))
  .map(([whole, rest]) => (rest % 3 === 0 ? String(whole) : `${whole}.${String(rest).padStart(4, '0')}`));

const region = fc.constantFrom(...REGIONS);
const zonesOf = (name: string) => fc.array(fc.constantFrom(...(ZONES[name] ?? [])), { maxLength: 5 });

const endpoint = fc
  .tuple(
    region,
    fc.constantFrom(
      'Interface',
      'Interface',
      'Interface',
      'Resource',
      'GatewayLoadBalancer',
      'Gateway',
      'ServiceNetwork',
    ),
  )
  .chain(([name, type]) =>
    fc
      .record({
        vpc: maybe(fc.constantFrom('hub', 'app')),
        region: fc.constant(name),
        azs: maybe(zonesOf(name)),
        serviceRegion: maybe(region),
        affinity: maybe(fc.constantFrom(0, 0.25, 0.5, 1)),
        state: fc.constantFrom(undefined, undefined, 'Available', 'Deleted'),
        payer: fc.constantFrom(undefined, undefined, undefined, 'provider'),
        resources: maybe(fc.nat(3)),
        traffic: maybe(gbText.map((monthlyGb) => ({ monthlyGb }))),
      })
      .map((fields) => ({ type, ...tidy(fields) })),
  );

const flow = (count: number) =>
  fc
    .record({
      vpc: fc.constantFrom(undefined, 'hub', 'app', 'far'),
      az: maybe(fc.constantFrom(...Object.values(ZONES).flat())),
      endpoint: fc.nat(Math.max(0, count - 1)).map((index) => `e${index}`),
      via: fc.constantFrom(undefined, 'tgw', 'tgw', 'peering', 'peering'),
      monthlyGb: gbText,
    })
    .map(({ vpc, az, ...rest }) => tidy({ ...rest, from: tidy({ vpc, az }) }));

const balancer = fc
  .record({
    type: fc.constantFrom('network', 'gateway'),
    azs: zonesOf('us-east-1'),
    targetAzs: maybe(zonesOf('us-east-1')),
    crossZone: maybe(fc.boolean()),
    protocol: maybe(fc.constantFrom('TCP', 'TLS', 'UDP')),
    newConnectionsPerSecond: maybe(fc.nat(5000)),
    activeConnections: maybe(fc.nat(500_000)),
    monthlyGb: maybe(gbText),
  })
  .map(tidy);

const beside = fc.record({
  natGateways: fc.array(fc.record({ region, monthlyGb: maybe(gbText) }).map(tidy), { maxLength: 2 }),
  balancers: fc.array(balancer, { maxLength: 3 }),
  remoteRegions: fc.subarray(REGIONS),
  hostedZones: fc.array(fc.boolean(), { maxLength: 30 }),
  attachments: fc.subarray(['hub', 'app', 'far']),
  pool: fc.record({ interfaceEndpointGb: gbText, resourceEndpointGb: gbText }),
});

const numbered = <T>(prefix: string, list: readonly T[]) =>
  list.map((each, index) => ({ id: `${prefix}${index}`, ...each }));

/** Networks of every endpoint type, with flows over every path, providers, NAT gateways, hosted zones and a pool baseline. */
export const networks: fc.Arbitrary<Topology> = fc
  .tuple(fc.array(endpoint, { maxLength: 8 }), beside)
  .chain(([endpoints, more]) =>
    fc.array(flow(endpoints.length), { maxLength: endpoints.length === 0 ? 0 : 6 }).map((flows) => ({
      schema: 'tollgate/topology@1' as const,
      region: 'us-east-1',
      vpcs: [{ id: 'hub' }, { id: 'app' }, { id: 'far', region: 'sa-east-1' }],
      endpoints: numbered('e', endpoints),
      endpointServices: [
        { id: 'svc', remoteRegions: more.remoteRegions, loadBalancers: numbered('lb', more.balancers) },
      ],
      natGateways: numbered('nat', more.natGateways),
      connectivity: {
        transitGateways: [{ id: 'tgw', vpcs: ['hub', 'app', 'far'], added: more.attachments }],
        peerings: [{ id: 'peering', between: ['hub', 'app'] }],
      },
      dns: { hostedZones: more.hostedZones.map((added) => ({ added })) },
      flows,
      pool: { 'us-east-1': more.pool },
    })),
  )
  .map((topology) => topologySchema.parse(topology));
