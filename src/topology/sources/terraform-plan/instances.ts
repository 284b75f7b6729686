import { addressParts } from './address.ts';
import { hasUnknown, isRecord, listOf, own, recordOf, type Values } from './words.ts';

/** A resource instance on one side of the plan. */
export interface Instance {
  readonly address: string;
  readonly module: string;
  readonly resource: string;
  readonly configuration: string;
  /** Resource type; a data source's starts with "data.". */
  readonly type: string;
  readonly index: string | number | undefined;
  readonly values: Values;
  /** Attributes that are not known before apply, as `after_unknown` marks them. */
  readonly unknown: Values;
  /** Attributes marked sensitive: they stay in the plan. */
  readonly sensitive: Values;
  /** What it holds before the change, where it is changed in place. */
  readonly prior: Values;
  /** What it holds after the change, on the side before, where it is updated in place. */
  readonly next?: Values | undefined;
  /** The plan makes it (after) or takes it away (before); what stays or is replaced does neither. */
  readonly changed: boolean;
}

/** The instances the network is read from, found by type, address, resource and AWS id. */
export class Instances {
  readonly #byAddress = new Map<string, Instance>();
  readonly #byType = new Map<string, Instance[]>();
  readonly #byResource = new Map<string, Instance[]>();
  readonly #byId = new Map<string, Instance>();

  /** The first entry of an address counts. */
  add(instance: Instance): void {
    if (this.#byAddress.has(instance.address)) return;
    this.#byAddress.set(instance.address, instance);
    push(this.#byType, instance.type, instance);
    push(this.#byResource, instance.resource, instance);
    const id = known(instance, 'id');
    if (typeof id === 'string' && !this.#byId.has(`${instance.type} ${id}`))
      this.#byId.set(`${instance.type} ${id}`, instance);
  }

  has = (address: string): boolean => this.#byAddress.has(address);
  at = (address: string): Instance | undefined => this.#byAddress.get(address);
  ofType = (...types: readonly string[]): readonly Instance[] => types.flatMap((type) => this.#byType.get(type) ?? []);
  ofResource = (resource: string): readonly Instance[] => this.#byResource.get(resource) ?? [];

  /** The instance with that AWS id among the types. */
  withId(id: string, types: Iterable<string>): Instance | undefined {
    for (const type of types) {
      const instance = this.#byId.get(`${type} ${id}`);
      if (instance) return instance;
    }
    return undefined;
  }
}

export function instanceAt(
  address: string,
  type: string,
  index: string | number | undefined,
  more: Pick<Instance, 'values' | 'unknown' | 'sensitive' | 'changed'> & Partial<Pick<Instance, 'prior' | 'next'>>,
): Instance {
  return { address, ...addressParts(address), type, index, prior: {}, ...more };
}

/** An attribute that is known; undefined where it is absent, null or not known before apply. */
export function known(instance: Instance, attribute: string): unknown {
  if (hasUnknown(own(instance.unknown, attribute))) return undefined;
  return own(instance.values, attribute) ?? undefined;
}

/** Whether the plan says that an attribute, or a part of it, is not known before apply. */
export const isUnknown = (instance: Instance, attribute: string): boolean =>
  hasUnknown(own(instance.unknown, attribute));

/**
 * An attribute's list where the plan tells its length at least: what is not known before apply stands as undefined. Undefined where the
 * length is not known either.
 */
export function partlyKnown(instance: Instance, attribute: string): readonly unknown[] | undefined {
  const marks = own(instance.unknown, attribute);
  if (!Array.isArray(marks) || !marks.every((mark) => typeof mark === 'boolean' || isRecord(mark))) return undefined;
  const values = listOf(own(instance.values, attribute));
  return marks.map((mark, index) => (mark === true ? undefined : (values[index] ?? undefined)));
}

/** The same, but dropped where the plan marks it, or a part of it, as sensitive. */
export function disclosed(instance: Instance, attribute: string): unknown {
  const value = known(instance, attribute);
  const marks = own(instance.sensitive, attribute);
  if (marks === true) return undefined;
  const hidden = recordOf(marks);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return hasUnknown(marks) ? undefined : value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !hasUnknown(own(hidden, key))));
}

function push(map: Map<string, Instance[]>, key: string, instance: Instance): void {
  const list = map.get(key);
  if (list) list.push(instance);
  else map.set(key, [instance]);
}
