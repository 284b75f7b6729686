import { ZERO } from '../../core/decimal.ts';
import type { NatGateway } from '../../topology/topology.ts';
import type { Move } from '../move.ts';
import type { Client } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import type { Path } from '../region/reach.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { Resource } from '../solve/problem.ts';

/** A shared thing by name: what a plan that uses it has to make, or may not remove. */
export type Needed =
  | { readonly kind: 'attachment'; readonly gateway: string; readonly vpc: string }
  | { readonly kind: 'hosted-zone'; readonly place: Place; readonly name: string }
  | { readonly kind: 'nat-gateway'; readonly gateway: NatGateway };

/** Collects what paths need and numbers it for the solver. */
export class NeededThings {
  readonly names: Needed[] = [];
  readonly resources: Resource[] = [];
  readonly #regional: RegionalNetwork;
  readonly #numbers = new Map<string, number>();

  constructor(regional: RegionalNetwork) {
    this.#regional = regional;
  }

  /** What a new path to a place needs; undefined where a price for it is not known. */
  forPath(client: Client, place: Place, path: Path, move?: Move): readonly number[] | undefined {
    const { rates } = this.#regional;
    const needs: number[] = [];
    for (const { gateway, vpc } of path.attachments) {
      if (!rates.attachmentMonth) return undefined;
      const name = { kind: 'attachment', gateway, vpc } as const;
      needs.push(this.#number(`attachment ${gateway} ${vpc}`, name, { monthly: rates.attachmentMonth }));
    }
    if (path.kind === 'inside-vpc' || (move !== 'split' && this.#knowsTheHost(client, place))) return needs;
    const missing = this.#regional.dns.zonesMissing(client.vpc, place);
    if (missing.length > 0 && !rates.zoneBands) return undefined;
    const zones = missing.map(({ name }) =>
      this.#number(
        `zone ${place.index} ${name}`,
        { kind: 'hosted-zone', place, name },
        { monthly: ZERO, zoneCount: true },
      ),
    );
    return [...needs, ...zones];
  }

  /** A NAT gateway that could go when nobody needs it any more: all its bytes are known and go to AWS services, and no route table leads to it. */
  forNatGateway(gateway: NatGateway): readonly number[] {
    const { natMonth } = this.#regional.rates;
    if (!natMonth || !this.#regional.removable.has(gateway)) return [];
    return [this.#number(`nat ${gateway.id}`, { kind: 'nat-gateway', gateway }, { monthly: natMonth })];
  }

  /** A client that reaches an endpoint of that VPC today has found a way to name it. */
  #knowsTheHost(client: Client, place: Place): boolean {
    return client.origin.kind === 'endpoint' && client.origin.joined.endpoint.vpc === place.vpc;
  }

  #number(key: string, name: Needed, resource: Resource): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.names.length);
    this.resources.push(resource);
    return this.names.push(name) - 1;
  }
}
