import { Decimal, sum, ZERO } from '../../core/decimal.ts';
import { BITS_PER_GIGABIT, BYTES_PER_BILLED_GB, HOURS_PER_MONTH } from '../../core/quantity.ts';
import type { JoinedEndpoint, JoinedFlow } from '../../model/join.ts';
import type { NatGateway } from '../../topology/topology.ts';
import type { Client } from './client.ts';
import { isDead } from './dead.ts';

type Draft = Omit<Client, 'index'>;

/** Bytes of a part of a client are kept to so many places; the last part has the rest. */
const PLACES = 10;

/** Mean rate in Gbps of so many billed GB in a month: no peak is lower. */
export const meanGbps = (gb: Decimal): number =>
  gb.times(BYTES_PER_BILLED_GB).times(8).div(HOURS_PER_MONTH.times(3600)).div(BITS_PER_GIGABIT).toNumber();

/** The clients of an endpoint that can be decided on: one for each VPC and path of its flows, and one for what no flow explains. */
export function clientsOfEndpoint(joined: JoinedEndpoint): readonly Draft[] {
  const { endpoint, traffic, flows } = joined;
  if (isDead(endpoint)) return [clientOf(joined, [], ZERO)];
  if (!traffic || endpoint.service === undefined) return [];
  const groups = Map.groupBy(flows, (flow) => `${vpcOf(joined, flow) ?? ''}\u0000${flow.flow.via ?? ''}`);
  const rest = traffic.monthlyGb.minus(sum(flows.map((flow) => flow.gb)));
  const drafts = [...groups.values()].map((group) => clientOf(joined, group, sum(group.map((flow) => flow.gb))));
  return rest.isZero() && drafts.length > 0 ? drafts : [clientOf(joined, [], rest), ...drafts];
}

/** The VPC a flow comes from: with neither VPC nor path it starts inside the endpoint's own. */
const vpcOf = (joined: JoinedEndpoint, { flow }: JoinedFlow): string | undefined =>
  flow.from.vpc ?? (flow.via === undefined ? joined.endpoint.vpc : undefined);

function clientOf(joined: JoinedEndpoint, flows: readonly JoinedFlow[], gb: Decimal): Draft {
  const { endpoint, traffic } = joined;
  const [first] = flows;
  const all = traffic?.monthlyGb ?? gb;
  const peak = traffic?.peakGbps;
  const share = all.isZero() ? new Decimal(flows.length === 0 ? 1 : 0) : gb.div(all);
  return {
    vpc: first ? vpcOf(joined, first) : endpoint.vpc,
    service: endpoint.service ?? '',
    origin: { kind: 'endpoint', joined, via: first?.flow.via },
    gb,
    loadGbps: peak ? peak.times(share).toNumber() : meanGbps(gb),
    peakKnown: peak !== undefined,
    flows,
    homeZones: homeZonesOf(joined, flows),
    provenance: traffic?.provenance ?? { source: 'assumption' },
  };
}

/** Clients that keep to their zone on purpose need an interface in it; where their zones are not known, in every zone of today. */
function homeZonesOf({ endpoint, zones }: JoinedEndpoint, flows: readonly JoinedFlow[]): readonly string[] {
  if ((endpoint.affinity ?? 0) === 0) return [];
  const told = new Set(flows.flatMap(({ flow }) => flow.from.az ?? []));
  const known = flows.length > 0 && flows.every(({ flow }) => flow.from.az !== undefined);
  return (zones ?? []).filter((zone) => !known || told.has(zone));
}

/** The traffic of a NAT gateway to AWS services that an endpoint could take over. Where nothing flows nothing is to be taken over. */
export function clientsOfNatGateway(gateway: NatGateway): readonly Draft[] {
  return (gateway.destinations ?? []).flatMap((destination): Draft[] => {
    const gb = new Decimal(destination.monthlyGb);
    if (gb.isZero()) return [];
    return [
      {
        vpc: gateway.vpc,
        service: destination.service,
        origin: { kind: 'nat', gateway },
        gb,
        loadGbps: destination.peakGbps === undefined ? meanGbps(gb) : Number(destination.peakGbps),
        peakKnown: destination.peakGbps !== undefined,
        flows: [],
        homeZones: [],
        provenance: { source: 'assumption' },
      },
    ];
  });
}

/** A client too large for one endpoint as equal parts that each fit, so that several endpoints can share it. */
export function partsOfClient(client: Draft, mostGbps: number): readonly Draft[] {
  const count = mostGbps > 0 ? Math.ceil(client.loadGbps / mostGbps) : 1;
  if (count <= 1 || client.vpc === undefined) return [client];
  const shares = (gb: Decimal): readonly Decimal[] => {
    const each = gb.div(count).toDecimalPlaces(PLACES);
    return Array.from({ length: count }, (_, index) => (index < count - 1 ? each : gb.minus(each.times(count - 1))));
  };
  const gb = shares(client.gb);
  const flows = client.flows.map((flow) => ({ flow, shares: shares(flow.gb) }));
  return gb.map((share, index) => ({
    ...client,
    gb: share,
    loadGbps: client.loadGbps / count,
    flows: flows.map(({ flow, shares: own }) => {
      const part = own[index] ?? ZERO;
      return { ...flow, gb: part, flow: { ...flow.flow, monthlyGb: part.toFixed() } };
    }),
  }));
}
