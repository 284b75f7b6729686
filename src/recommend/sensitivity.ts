import { Decimal } from '../core/decimal.ts';
import type { Step } from './plan/order.ts';
import { touched } from './plan/reprice.ts';
import { clientsAt, isOpen } from './plan/state.ts';
import type { RegionalNetwork } from './region/regional-network.ts';
import { isSameZones } from './region/zone-sets.ts';

/** How far traffic may change, as shares of today's (-0.18 = 18 % less), before a step no longer saves or no longer fits. */
export interface Sensitivity {
  /** Undefined = however little. */
  readonly from: number | undefined;
  /** Undefined = however much. */
  readonly to: number | undefined;
  /** GB a month of each endpoint of assumed traffic below which it saves, whatever the traffic. */
  readonly belowGb?: Decimal | undefined;
}

/**
 * The range of a step: its hours are saved or paid whatever flows, its bytes grow with the traffic, and both are priced already, so
 * the point where they cancel is their quotient. The load of the endpoints it fills bounds it too.
 */
export function sensitivityOf(step: Step, regional: RegionalNetwork): Sensitivity {
  const { fixed, monthly } = step.saving;
  const usage = monthly.minus(fixed);
  const even = usage.isZero() ? undefined : fixed.negated().div(usage);
  const room = roomAt(step, regional);
  const most = usage.isNegative() && even?.greaterThan(0) ? even.toNumber() : undefined;
  const least = usage.greaterThan(0) && even?.greaterThan(0) ? even.toNumber() : undefined;
  const ends = [most, room].filter((each) => each !== undefined);
  const { assumeGb } = regional.options;
  const below = assumeGb !== undefined && most !== undefined ? new Decimal(assumeGb).times(even ?? 0) : undefined;
  return {
    from: least === undefined ? undefined : share(least),
    to: ends.length === 0 ? undefined : share(Math.min(...ends)),
    ...(below && { belowGb: below.toDecimalPlaces(2, Decimal.ROUND_DOWN) }),
  };
}

/** The range in which every step holds. */
export const sensitivityOfAll = (each: readonly Sensitivity[]): Sensitivity => {
  const from = each.flatMap((one) => one.from ?? []);
  const to = each.flatMap((one) => one.to ?? []);
  const below = each.flatMap((one) => one.belowGb ?? []);
  const [first, ...more] = below;
  return {
    from: from.length === 0 ? undefined : Math.max(...from),
    to: to.length === 0 ? undefined : Math.min(...to),
    ...(first && { belowGb: Decimal.min(first, ...more) }),
  };
};

/** A factor as a change, to four places. */
const share = (factor: number): number => Math.round((factor - 1) * 10_000) / 10_000;

/** How often over the loads of the endpoints that a step fills fit into what their zones carry; undefined = nothing is filled. */
function roomAt({ before, after, group }: Step, regional: RegionalNetwork): number | undefined {
  const room = [...touched(before, after, group)].flatMap((index): readonly number[] => {
    const place = regional.places.all[index];
    if (!place || !isOpen(after, place)) return [];
    const load = clientsAt(regional, after, place).reduce((all, client) => all + client.loadGbps, 0);
    const set = place.zoneSets.find((each) => !each.tolerated && isSameZones(each.zones, after.zones[index] ?? []));
    return load > 0 && set ? [set.capacityGbps / load] : [];
  });
  return room.length === 0 ? undefined : Math.min(...room);
}
