import type { Topology } from './topology.ts';

type Dns = NonNullable<Topology['dns']>;

/** The parts of a network's DNS that hold something; undefined where none does. */
export function dnsOf(parts: Dns): Dns | undefined {
  const some = Object.entries(parts).filter(([, list]) => list && list.length > 0);
  return some.length === 0 ? undefined : Object.fromEntries(some);
}
