import { type Decimal, Decimal as Exact, ZERO } from '../../core/decimal.ts';
import type { ProductKey } from '../../core/products.ts';
import { billedGb, HOURS_PER_MONTH } from '../../core/quantity.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { DailySeries } from '../../traffic/throughput.ts';
import type { ComparedCharge } from '../shared/bill-products.ts';
import { type Covered, coveredDay, dayOfLife, hoursOf, type Life, lifeOf } from './life.ts';

/** The products that bill hours and bytes of an endpoint of each type; other types are free or billed elsewhere. */
const PRODUCTS_OF: Readonly<Record<string, { readonly hours: ProductKey; readonly bytes: ProductKey }>> = {
  Interface: { hours: 'interface-endpoint-hours', bytes: 'interface-endpoint-bytes' },
  GatewayLoadBalancer: { hours: 'gwlb-endpoint-hours', bytes: 'gwlb-endpoint-bytes' },
  Resource: { hours: 'resource-endpoint-hours', bytes: 'resource-endpoint-bytes' },
};

/** What the model says of one endpoint and product on one day, and what its life takes from that. Quantities, not money. */
export interface ModelledDay {
  /** The endpoint as it stands, over the part of the day that the bill covers; undefined = not known. */
  readonly quantity: Decimal | undefined;
  readonly created: Decimal;
  readonly deleted: Decimal;
  readonly partial: Decimal;
}

export interface ModelledUse {
  readonly endpoint: JoinedEndpoint;
  readonly charge: ComparedCharge;
  readonly product: ProductKey;
  readonly days: ReadonlyMap<string, ModelledDay>;
}

/** Hours and bytes of an endpoint on each day. Measured bytes of a day win over a monthly figure spread evenly. */
export function modelledUse(
  endpoint: JoinedEndpoint,
  days: readonly string[],
  covered: Covered,
  measured: readonly DailySeries[] | undefined,
): readonly ModelledUse[] {
  const products = PRODUCTS_OF[endpoint.endpoint.type];
  if (!products) return [];
  const life = lifeOf(endpoint.endpoint);
  const zones = endpoint.zones === undefined ? undefined : new Exact(zonesBilled(endpoint));
  const bytes = new Map(days.map((day) => [day, bytesOf(endpoint, life, day, covered, measured)]));
  const uses: ModelledUse[] = [
    {
      endpoint,
      charge: 'endpoint-hours',
      product: products.hours,
      days: new Map(days.map((day) => [day, spread(zones, life, coveredDay(covered, day), true)])),
    },
    {
      endpoint,
      charge: 'data-processed',
      product: products.bytes,
      days: bytes,
    },
  ];
  if (remoteRegion(endpoint) === undefined) return uses;
  return [...uses, { endpoint, charge: 'cross-region', product: 'inter-region-transfer-out', days: bytes }];
}

/** The Region of the service where it is another one: bytes then cost transfer beside the endpoint's own fee. */
export function remoteRegion({ endpoint, region }: JoinedEndpoint): string | undefined {
  const { type, serviceRegion } = endpoint;
  return type === 'Interface' && serviceRegion !== region ? serviceRegion : undefined;
}

/** A resource endpoint is billed once, whatever its zones (price list facts of 2026-11-23). */
const zonesBilled = ({ endpoint, zones }: JoinedEndpoint): number =>
  endpoint.type === 'Resource' ? 1 : (zones?.length ?? 0);

function bytesOf(
  { traffic }: JoinedEndpoint,
  life: Life,
  day: string,
  covered: Covered,
  measured: readonly DailySeries[] | undefined,
): ModelledDay {
  const number = Date.parse(day) / 86_400_000;
  const known = measured?.filter((zone) => number >= zone.firstDay && number < zone.firstDay + zone.bytes.length);
  if (known && known.length > 0) {
    const bytes = known.reduce((total, zone) => total + (zone.bytes[number - zone.firstDay] ?? 0), 0);
    return { quantity: billedGb(bytes), created: ZERO, deleted: ZERO, partial: ZERO };
  }
  return spread(traffic?.monthlyGb.div(HOURS_PER_MONTH), life, coveredDay(covered, day), false);
}

/** A steady quantity an hour over the covered parts of a day, and what a life takes from it. Only hours are billed whole where a part was used. */
function spread(
  perHour: Decimal | undefined,
  life: Life,
  day: ReturnType<typeof coveredDay>,
  isWholeHours: boolean,
): ModelledDay {
  if (perHour === undefined) return { quantity: undefined, created: ZERO, deleted: ZERO, partial: ZERO };
  const parts = day.map((piece) => ({ hours: hoursOf(piece), ...dayOfLife(life, piece) }));
  const total = (of: (part: (typeof parts)[number]) => number): number =>
    parts.reduce((all, part) => all + of(part), 0);
  return {
    quantity: perHour.times(total(({ hours }) => hours)),
    created: perHour.times(total(({ before }) => before)).negated(),
    deleted: perHour.times(total(({ after }) => after)).negated(),
    partial: isWholeHours ? perHour.times(total(({ partial }) => partial)) : ZERO,
  };
}
