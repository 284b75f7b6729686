import { Decimal, sum, ZERO } from '../core/decimal.ts';
import { zoneKind } from '../core/ids.ts';
import { AMOUNT_PLACES } from '../core/money.ts';
import { whyUnsupported } from './flow-support.ts';
import type { JoinedEndpoint, JoinedFlow } from './join.ts';

const ONE = new Decimal(1);

/** Bytes on their way to an endpoint and, where known, the zone they start in. `gb` is billed GB. */
export interface Stream {
  readonly gb: Decimal;
  readonly az?: string | undefined;
  readonly account?: string | undefined;
}

/**
 * GB that end in another zone than they start in, to ten decimals. The Regional name answers with every zone in turn, so a client
 * whose zone has an interface (or is not known) keeps 1/N of its bytes there and sends (N-1)/N across; `affinity` is the share of
 * clients that stay home on purpose; from a zone without an interface everything crosses. Needs known zones, at least one.
 */
export function crossingGb(joined: JoinedEndpoint, streams: readonly Stream[]): Decimal {
  let spread = ZERO;
  let outside = ZERO;
  for (const stream of streams) {
    if (startsOutside(joined, stream)) outside = outside.plus(stream.gb);
    else spread = spread === ZERO ? stream.gb : spread.plus(stream.gb);
  }
  const zones = joined.zones?.length ?? 0;
  if (zones < 2) return outside;
  const { affinity } = joined.endpoint;
  const free = affinity === undefined ? spread : spread.times(ONE.minus(affinity));
  const crossing = free.times(zones - 1).div(zones);
  return (outside === ZERO ? crossing : crossing.plus(outside)).toDecimalPlaces(AMOUNT_PLACES);
}

/** Bytes of an endpoint that change the zone, by the way they come; bytes over peerings are not among them. */
export interface Crossing {
  /** Crossing GB over all GB that come inside the VPC or over a Transit Gateway. */
  readonly share: Decimal;
  /** GB that cross inside the VPC; undefined = traffic not known. */
  readonly inside?: Decimal;
  /** GB that cross on their way over Transit Gateways. */
  readonly transit: Decimal;
}

/** The crossing bytes of an endpoint with known zones. Traffic that no flow explains comes from inside the VPC, zone unknown. */
export function crossingOf(joined: JoinedEndpoint): Crossing {
  const { flows, traffic } = joined;
  const usual = { share: defaultShare(joined.zones?.length ?? 0, joined.endpoint.affinity), transit: ZERO };
  if (!traffic) return usual;
  if (flows.length === 0) return { ...usual, inside: crossingGb(joined, [{ gb: traffic.monthlyGb }]) };
  const rest = traffic.monthlyGb.minus(sum(flows.map((flow) => flow.gb)));
  const local: Stream[] = rest.greaterThan(0) ? [{ gb: rest }] : [];
  const distant: Stream[] = [];
  for (const flow of flows) {
    if (flow.path.kind === 'vpc-peering' || whyUnsupported(joined, flow) !== undefined) continue;
    (flow.path.kind === 'inside-vpc' ? local : distant).push(streamOf(flow));
  }
  const inside = crossingGb(joined, local);
  const transit = crossingGb(joined, distant);
  const all = sum([...local, ...distant].map((stream) => stream.gb));
  return { share: all.isZero() ? usual.share : inside.plus(transit).div(all), inside, transit };
}

export const streamOf = ({ flow, gb, account }: JoinedFlow): Stream => ({ gb, az: flow.from.az, account });

const SHARES: Decimal[] = [];

/** Share of the bytes that cross where no flow tells the clients' zones: (1 - affinity) x (N-1)/N. */
function defaultShare(zones: number, affinity: number | undefined): Decimal {
  if (zones < 2) return ZERO;
  let share = SHARES[zones];
  if (!share) {
    share = new Decimal(zones - 1).div(zones);
    SHARES[zones] = share;
  }
  return affinity === undefined ? share : share.times(ONE.minus(affinity));
}

/** A share for people: "66.7 % of the bytes cross zones". */
export const crossingText = (share: Decimal): string =>
  `${share.times(100).toDecimalPlaces(1).toFixed()} % of the bytes cross zones`;

/** Zone names mean something only inside one account, so names of another account and names beside ids tell nothing. */
function startsOutside(joined: JoinedEndpoint, { az, account }: Stream): boolean {
  const [first] = joined.zones ?? [];
  if (az === undefined || first === undefined || joined.zones?.includes(az)) return false;
  const kind = zoneKind(az);
  if (kind !== zoneKind(first)) return false;
  return kind === 'id' || account === undefined || joined.account === undefined || account === joined.account;
}
