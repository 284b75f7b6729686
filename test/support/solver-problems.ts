import { Decimal, ZERO } from '../../src/core/decimal.ts';
import type { Choice, Demand, Option, Problem, Resource, Site, TieredPool } from '../../src/recommend/solve/problem.ts';
import { tidy } from '../../src/recommend/solve/tidy.ts';
import { seeded } from './series.ts';

export interface ProblemShape {
  readonly vpcs: number;
  readonly services: number;
  readonly hubs: number;
  readonly zones: number;
}

const cents = (value: number): Decimal => new Decimal(Math.round(value * 100)).div(100);

/** Every set of at least two of the zones, fullest last. */
function zoneSets(zones: number): number[][] {
  const masks = Array.from({ length: 2 ** zones }, (_, mask) => mask);
  const sets = masks.map((mask) =>
    Array.from({ length: zones }, (_, zone) => zone).filter((zone) => mask & (1 << zone)),
  );
  return sets.filter((set) => set.length >= 2).sort((a, b) => a.length - b.length);
}

/**
 * A random decision with everything the model knows: hubs, new attachments, hosted zones in bands, exits, byte tiers near a
 * bound, capacities that bind, zone-dependent paths and loads, quotas. The first option of each demand keeps today's network.
 */
export function randomProblem(seed: number, shape: ProblemShape): { problem: Problem; today: Choice } {
  const draw = new Draw(seed, shape);
  for (let service = 0; service < shape.services; service += 1) draw.service(service);
  const { sites, demands, resources, sets } = draw;
  const problem: Problem = {
    sites,
    demands,
    resources,
    quotas: Array.from({ length: shape.vpcs }, () => ({ limit: draw.chance(0.2) ? shape.services : 50 })),
    bytes: banded([1000, 3000], ['0.01', '0.006', '0.004'], cents(draw.next() * 2000)),
    hostedZones: banded([2], ['0.5', '0.1'], new Decimal(Math.floor(draw.next() * 3))),
  };
  const whole = {
    options: demands.map(() => 0),
    configs: sites.map(() => sets.length - 1),
    resources: resources.map(() => false),
  };
  return { problem, today: tidy(problem, whole) };
}

const banded = (bounds: readonly number[], prices: readonly string[], base: Decimal): TieredPool => ({
  base,
  bands: prices.map((price, index) => ({
    from: new Decimal(bounds[index - 1] ?? 0),
    to: bounds[index] === undefined ? undefined : new Decimal(bounds[index] ?? 0),
    price: new Decimal(price),
  })),
});

class Draw {
  readonly sites: Site[] = [];
  readonly demands: Demand[] = [];
  readonly resources: Resource[] = [];
  readonly sets: readonly (readonly number[])[];
  readonly next: () => number;
  readonly #shape: ProblemShape;
  readonly #ceiling: number;
  /** New attachment of each VPC, and NAT gateway that could go; -1 = none. */
  readonly #attachments: readonly number[];
  readonly #nats: readonly number[];

  constructor(seed: number, shape: ProblemShape) {
    this.next = seeded(seed);
    this.#shape = shape;
    this.sets = zoneSets(shape.zones);
    this.#ceiling = this.chance(0.5) ? 1000 : 3 + this.next() * 4;
    const vpcs = Array.from({ length: shape.vpcs });
    this.#attachments = vpcs.map(() => this.#sometimes(0.3, { monthly: cents(5 + this.next() * 30) }));
    this.#nats = vpcs.map(() => this.#sometimes(0.2, { monthly: cents(32.85) }));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  service(service: number): void {
    const first = this.sites.length;
    const zones = this.#attachments.map(() => this.#sometimes(0.5, { monthly: ZERO, zoneCount: true }));
    for (let vpc = 0; vpc < this.#shape.vpcs; vpc += 1) {
      const configs = this.sets.map((set) => ({
        zones: set.map((zone) => `az${zone}`),
        monthly: new Decimal('7.3').times(set.length),
        capacityGbps: this.#ceiling * (set.length - 1),
      }));
      this.sites.push({ service: `s${service}`, quota: vpc, configs });
    }
    for (let vpc = 0; vpc < this.#shape.vpcs; vpc += 1) this.#demand(vpc, first, zones);
  }

  #demand(vpc: number, firstSite: number, zones: readonly number[]): void {
    const gb = cents(this.chance(0.1) ? 0 : this.next() * this.next() * 2500);
    const options: Option[] = [{ site: firstSite + vpc, pooled: true, monthly: ZERO, needs: [] }];
    for (let hub = 0; hub < this.#shape.hubs; hub += 1) {
      if (hub === vpc || this.chance(0.15)) continue;
      const needs = [zones[hub] ?? -1, this.#attachments[vpc] ?? -1, this.#attachments[hub] ?? -1];
      options.push(
        this.#hub(
          firstSite + hub,
          gb,
          needs.filter((need) => need >= 0),
        ),
      );
    }
    options.push(...this.#exits(vpc, gb));
    const most = this.#ceiling * (this.#shape.zones - 1);
    const loadGbps = [gb.toNumber() / 1000, this.next()].map((load) => Math.min(load, most));
    this.demands.push({ gb, loadGbps, options });
  }

  /** Over a Transit Gateway, or over a peering where price, load and service hang on the zones. */
  #hub(site: number, gb: Decimal, needs: readonly number[]): Option {
    const base = { site, pooled: true, needs };
    if (this.chance(0.7)) return { ...base, monthly: gb.times('0.02') };
    const zone = Math.floor(this.next() * this.#shape.zones);
    const homes = this.sets.map((set) => set.includes(zone));
    const crossing = this.sets.map((set, index) => (homes[index] ? (set.length - 1) / set.length : 1));
    return {
      ...base,
      monthly: ZERO,
      byConfig: crossing.map((share) => gb.times('0.02').times(share).toDecimalPlaces(10)),
      ...(this.chance(0.3) && { loadByConfig: this.sets.map((set, index) => (homes[index] ? set.length - 1 : 1)) }),
      ...(this.chance(0.3) && { configs: homes.flatMap((home, index) => (home ? [index] : [])) }),
    };
  }

  #exits(vpc: number, gb: Decimal): Option[] {
    const out = { pooled: false, monthly: ZERO, needs: [] } as const;
    const exits: Option[] = gb.isZero() ? [{ ...out, exit: 'retire' }] : [];
    if (this.chance(0.25)) exits.push({ ...out, exit: 'gateway' });
    const nat = this.#nats[vpc] ?? -1;
    if (this.chance(0.25))
      exits.push({ ...out, exit: 'nat', monthly: gb.times('0.045'), needs: nat >= 0 ? [nat] : [] });
    return exits;
  }

  #sometimes(share: number, resource: Resource): number {
    return this.chance(share) ? this.resources.push(resource) - 1 : -1;
  }
}
