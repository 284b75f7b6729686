import { zoneKind } from '../../core/ids.ts';
import type { JoinedEndpoint } from '../../model/join.ts';
import type { OfferedService } from '../../topology/topology.ts';
import type { Move } from '../move.ts';
import type { DecisionOptions } from '../options.ts';
import type { Client } from './client.ts';
import { isDead } from './dead.ts';
import { endpointsNeeded } from './endpoints-needed.ts';
import type { Place, ZoneSet } from './place.ts';
import { isSensitive } from './sensitive.ts';
import { usableGbps } from './usable-gbps.ts';
import type { Vpcs } from './vpcs.ts';
import { survivorFactor } from './zone-load.ts';
import { survivingGbps, type ZoneChoice, zoneSetsOf } from './zone-sets.ts';

interface PlacesInput {
  readonly options: DecisionOptions;
  readonly vpcs: Vpcs;
  readonly offered: ReadonlyMap<string, OfferedService>;
  readonly isForbidden: (move: Move, ...subjects: readonly (string | undefined)[]) => boolean;
  /** VPC and service of endpoints that are left as they are: no second one is made beside them. */
  readonly taken: ReadonlySet<string>;
  /** Whether some client could come over a peering or keeps to its zone, so that it matters which zones there are. */
  readonly zonesMatter: (service: string, vpc: string) => boolean;
}

/** Every place of a Region: those where endpoints stand, and new ones as candidates ask for them. */
export class Places {
  readonly all: Place[] = [];
  readonly #input: PlacesInput;
  readonly #byEndpoint = new Map<string, Place>();
  readonly #byVpcService = new Map<string, Place[]>();
  readonly #new = new Map<string, Place | undefined>();
  readonly #alike = new Map<string, readonly ZoneSet[]>();

  constructor(input: PlacesInput) {
    this.#input = input;
  }

  /** Adds the place of an endpoint of today. Its clients bound what may change. */
  addExisting(joined: JoinedEndpoint, clients: readonly Client[]): void {
    const { vpc = '', service = '', id } = joined.endpoint;
    const { options, isForbidden } = this.#input;
    const pinned = options.pins.includes(id) || isDead(joined.endpoint);
    const today = joined.zones ?? [];
    const place = this.#add(vpc, service, '', joined, {
      today,
      possible: pinned ? [] : this.#possible(vpc, service, today),
      todayGbps: clients.reduce((all, each) => all + each.loadGbps * survivorFactor(each, joined, today), 0),
      homeZones: [...new Set(clients.flatMap((client) => client.homeZones))],
      indifferent: !this.#input.zonesMatter(service, vpc),
      repair: options.repair && !pinned,
      canSplit: this.#canSplit(joined, clients),
      isForbidden: (move) => pinned || isForbidden(move, id, vpc),
    });
    this.#byEndpoint.set(id, place);
  }

  /** The place of an endpoint of today. */
  of(endpointId: string): Place | undefined {
    return this.#byEndpoint.get(endpointId);
  }

  /** Endpoints of today for a service in a VPC. */
  standing(vpc: string, service: string): readonly Place[] {
    return (this.#byVpcService.get(key(vpc, service)) ?? []).filter(({ joined }) => joined && !isDead(joined.endpoint));
  }

  /** A new place, made once for each variant; undefined where no allowed set of zones is known. */
  create(vpc: string, service: string, variant: string): Place | undefined {
    const name = `${key(vpc, service)}\u0000${variant}`;
    if (this.#new.has(name)) return this.#new.get(name);
    const possible = this.#possible(vpc, service, undefined);
    const enough = possible.length >= this.#input.options.minAzs && !this.#input.taken.has(key(vpc, service));
    const place = enough
      ? this.#add(vpc, service, variant, undefined, {
          today: undefined,
          possible,
          todayGbps: 0,
          homeZones: [],
          indifferent: !this.#input.zonesMatter(service, vpc),
          repair: false,
          canSplit: false,
          isForbidden: () => false,
        })
      : undefined;
    this.#new.set(name, place);
    return place;
  }

  /** Places alike have the same sets: only a load beyond the reserve, or a forbidden move, makes one special. */
  #zoneSets(choice: ZoneChoice): readonly ZoneSet[] {
    const moves = (['drop-az', 'add-az', 'move-az'] as const).map((move) => (choice.isForbidden(move) ? 1 : 0));
    const { today, possible, todayGbps, usableGbps, indifferent, repair, homeZones } = choice;
    if (todayGbps > survivingGbps(today?.length ?? 0, usableGbps)) return zoneSetsOf(choice);
    const key = [today, possible, usableGbps, indifferent, repair, homeZones, moves].map(String).join(' ');
    const known = this.#alike.get(key) ?? zoneSetsOf(choice);
    this.#alike.set(key, known);
    return known;
  }

  /** Whether further endpoints can take a part of the clients: none is bound to this one, and each fits into one of them. */
  #canSplit(joined: JoinedEndpoint, clients: readonly Client[]): boolean {
    const { id, vpc = '', service = '', tags } = joined.endpoint;
    const { options, isForbidden, vpcs } = this.#input;
    const sensitive = [
      tags,
      ...clients.map((each) => (each.vpc === undefined ? undefined : vpcs.entry(each.vpc)?.tags)),
    ];
    if (clients.some((each) => each.vpc === undefined) || sensitive.some((each) => isSensitive(each, options)))
      return false;
    if (clients.some((each) => isForbidden('split', id, each.vpc, vpc))) return false;
    const zones = this.#possible(vpc, service, joined.zones);
    if (zones.length < options.minAzs) return false;
    const capacity = survivingGbps(zones.length, this.#usableGbps(undefined));
    const loads = clients.map((each) => each.loadGbps * survivorFactor(each, joined, zones));
    return (endpointsNeeded(loads, Math.min(capacity, survivingGbps(zones.length, this.#usableGbps(joined)))) ?? 1) > 1;
  }

  /** Gbps that one endpoint in so many zones may carry, at most. */
  #usableGbps(joined: JoinedEndpoint | undefined): number {
    return usableGbps(joined?.endpoint ?? { type: 'Interface' }, this.#input.options);
  }

  #possible(vpc: string, service: string, today: readonly string[] | undefined): readonly string[] {
    const offered = this.#input.offered.get(service)?.azs;
    const kind = today?.[0] === undefined ? undefined : zoneKind(today[0]);
    return this.#input.vpcs
      .zones(vpc)
      .filter((zone) => (kind === undefined || zoneKind(zone) === kind) && (!offered || offered.includes(zone)));
  }

  #add(
    vpc: string,
    service: string,
    variant: string,
    joined: JoinedEndpoint | undefined,
    choice: Omit<ZoneChoice, 'minAzs' | 'usableGbps'>,
  ): Place {
    const { minAzs } = this.#input.options;
    const zoneSets = this.#zoneSets({ ...choice, minAzs, usableGbps: this.#usableGbps(joined) });
    const place: Place = { index: this.all.length, vpc, service, joined, variant, zoneSets };
    this.all.push(place);
    const siblings = this.#byVpcService.get(key(vpc, service)) ?? [];
    siblings.push(place);
    this.#byVpcService.set(key(vpc, service), siblings);
    return place;
  }
}

const key = (vpc: string, service: string): string => `${vpc}\u0000${service}`;
