import { type Decimal, ZERO } from '../../core/decimal.ts';
import { crossingGb, type Stream, streamOf } from '../../model/crossing.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { Peering, TransitGateway } from '../../topology/topology.ts';
import type { Client } from './client.ts';
import type { Place } from './place.ts';
import type { UnitRates } from './unit-rates.ts';

/** A Transit Gateway attachment that would have to be made. */
export interface Attachment {
  readonly gateway: string;
  readonly vpc: string;
}

/** One way from a client's VPC to the VPC of an endpoint. */
export interface Path {
  readonly kind: 'inside-vpc' | 'transit-gateway' | 'vpc-peering' | 'on-premises';
  /** What a flow names as `via`. */
  readonly via: string | undefined;
  readonly attachments: readonly Attachment[];
}

export const INSIDE: Path = { kind: 'inside-vpc', via: undefined, attachments: [] };

/** Every way between two VPCs of a Region: gateways both are attached to, else those that one or none is, and peerings. */
export function pathsBetween(
  from: string,
  to: string,
  { gateways, peerings }: { gateways: readonly TransitGateway[]; peerings: readonly Peering[] },
): readonly Path[] {
  if (from === to) return [INSIDE];
  const direct = peerings.flatMap(({ id, between }): Path[] =>
    id !== undefined && between.includes(from) && between.includes(to)
      ? [{ kind: 'vpc-peering', via: id, attachments: [] }]
      : [],
  );
  const transit = gateways.map(({ id, vpcs }): Path => {
    const missing = [from, to].filter((vpc) => !vpcs.includes(vpc));
    return { kind: 'transit-gateway', via: id, attachments: missing.map((vpc) => ({ gateway: id, vpc })) };
  });
  const fewest = Math.min(...transit.map((path) => path.attachments.length));
  const best = transit.filter((path) => path.attachments.length === fewest);
  // Of gateways that lead there alike, without anything new, one is enough.
  return [...direct, ...(fewest === 0 ? best.slice(0, 1) : best)];
}

/** What the bytes of a client cost on a path, one month: always, and on top by the zones of the place. Undefined = no rate is known. */
export function pathCost(
  path: Path,
  client: Client,
  place: Place,
  rates: UnitRates,
): { monthly: Decimal; byConfig?: readonly Decimal[] } | undefined {
  if (path.kind === 'inside-vpc' || path.kind === 'on-premises') return { monthly: ZERO };
  if (path.kind === 'transit-gateway') return rates.transitGb && { monthly: client.gb.times(rates.transitGb) };
  const { peeringCrossingGb, peeringStayingGb } = rates;
  if (!peeringCrossingGb || !peeringStayingGb) return undefined;
  const byConfig = place.zoneSets.map(({ zones }) => {
    const crossing = crossingGb(standIn(place, zones), streamsOf(client));
    return crossing.times(peeringCrossingGb).plus(client.gb.minus(crossing).times(peeringStayingGb));
  });
  return { monthly: ZERO, byConfig };
}

/** The endpoint as it would stand in those zones, for the model's own rule on crossing bytes. */
const standIn = (place: Place, zones: readonly string[]): JoinedEndpoint => ({
  index: -1,
  endpoint: place.joined?.endpoint ?? { id: '', type: 'Interface' },
  region: undefined,
  account: place.joined?.account,
  traffic: undefined,
  flows: [],
  zones,
});

const streamsOf = (client: Client): readonly Stream[] =>
  client.flows.length === 0 ? [{ gb: client.gb }] : client.flows.map(streamOf);
