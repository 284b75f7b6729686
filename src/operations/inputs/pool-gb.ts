import { DECIMAL_TEXT } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { regionNamed } from '../../core/regions.ts';
import type { Topology } from '../../topology/topology.ts';

/** Billed GB that interface endpoints of the same billing family process outside the network, by Region, as decimal text. */
export type PoolGb = ReadonlyMap<string, string>;

/** A pool as people give it: `REGION=GB` words, or a mapping of a JSON body. */
export type GivenPool = readonly string[] | Readonly<Record<string, string>>;

/** Parses a pool. Throws TG1012 (form), TG1102 (Region) or TG1202 (quantity). */
export function parsePoolGb(given: GivenPool): PoolGb {
  const pool = new Map<string, string>();
  const words = Array.isArray(given) ? given : Object.entries(given).map((entry) => entry.join('='));
  for (const word of words) {
    const [name = '', gb, ...rest] = word.split('=');
    if (gb === undefined || rest.length > 0) {
      throw new TollgateError('TG1012', 'A pool is given as REGION=GB.', { hint: 'For example us-east-1=900000.' });
    }
    const { region } = regionNamed(name.trim());
    if (!DECIMAL_TEXT.test(gb.trim()) || gb.trim().startsWith('-') || gb.length > 30) {
      throw new TollgateError('TG1202', `The pool of ${region} must be a plain decimal number of GB, zero or more.`);
    }
    pool.set(region, gb.trim());
  }
  return pool;
}

/** The network with that pool: a Region given here wins over the document's figure for it. */
export function withPool(topology: Topology, poolGb: PoolGb): Topology {
  const pool = { ...topology.pool };
  for (const [region, gb] of poolGb) pool[region] = { ...pool[region], interfaceEndpointGb: gb };
  return { ...topology, pool };
}
