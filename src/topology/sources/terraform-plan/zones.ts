import { placeholderZone, zoneKind } from '../../../core/ids.ts';
import type { Target } from './found.ts';
import { type Instances, known } from './instances.ts';
import { labelOf } from './targets.ts';
import { textOf } from './words.ts';

interface Zone {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/** Zones of subnets. The plan's own subnets teach which name is which id, so that a new subnet in a known zone gets its id. */
export class Zones {
  readonly #idOfName = new Map<string, string | undefined>();

  constructor(instances: Instances) {
    for (const subnet of instances.ofType('aws_subnet', 'aws_default_subnet', 'data.aws_subnet')) {
      const { id, name } = zoneIn(subnet);
      if (id === undefined || name === undefined) continue;
      const other = this.#idOfName.get(name);
      this.#idOfName.set(name, this.#idOfName.has(name) && other !== id ? undefined : id);
    }
  }

  /**
   * One zone per subnet: AWS takes one subnet per zone for an endpoint. Ids where all are known, else names where all are, else what
   * there is; a subnet whose zone nothing tells has one of its own.
   */
  of(subnets: readonly Target[]): { readonly azs: string[]; readonly named: boolean } {
    const zones = subnets.map((subnet) => this.#zoneOf(subnet));
    const named = zones.every((zone) => zone.id !== undefined || zone.name !== undefined);
    const byId = zones.every((zone) => zone.id !== undefined) || zones.some((zone) => zone.id && !zone.name);
    const taken = new Set<string>();
    const azs = zones.map((zone, index) => {
      const az = byId ? (zone.id ?? zone.name) : (zone.name ?? zone.id);
      const own = az ?? placeholder(subnets[index], index, taken);
      taken.add(own);
      return own;
    });
    return { azs, named };
  }

  #zoneOf(subnet: Target): Zone {
    const { id, name } = zoneIn(subnet);
    return { id: id ?? (name === undefined ? undefined : this.#idOfName.get(name)), name };
  }
}

/** Only the end of a long address fits into a placeholder, so two may look alike: the place in the list tells them apart. */
function placeholder(subnet: Target | undefined, index: number, taken: ReadonlySet<string>): string {
  const label = subnet === undefined ? '' : labelOf(subnet);
  const zone = placeholderZone(label);
  return taken.has(zone) ? placeholderZone(`${label}#${index}`) : zone;
}

function zoneIn(subnet: Target): Zone {
  if (typeof subnet === 'string') return { id: undefined, name: undefined };
  const id = textOf(known(subnet, 'availability_zone_id'));
  const name = textOf(known(subnet, 'availability_zone'));
  return {
    id: id !== undefined && zoneKind(id) === 'id' ? id : undefined,
    name: name !== undefined && ['name', 'local-zone'].includes(zoneKind(name)) ? name : undefined,
  };
}
