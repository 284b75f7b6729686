import { Decimal, ZERO } from '../core/decimal.ts';
import { zoneKind } from '../core/ids.ts';
import { AMOUNT_PLACES } from '../core/money.ts';
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

export const streamOf = ({ flow, gb, account }: JoinedFlow): Stream => ({ gb, az: flow.from.az, account });

/** Share of the bytes that cross where no flow tells the clients' zones: (1 - affinity) x (N-1)/N. */
export const defaultShare = (zones: number, affinity = 0): Decimal =>
  zones < 2
    ? ZERO
    : ONE.minus(affinity)
        .times(zones - 1)
        .div(zones);

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
