import { Decimal } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import type { Topology } from '../../../topology/topology.ts';
import type { LoadedSide } from '../../inputs/load-sides.ts';
import type { DiffInput } from '../diff-networks.ts';

type Pool = NonNullable<Topology['pool']>;

/**
 * Gives every project the bytes outside of all of them: they fill one pool, so what one states holds for the rest. Throws TG5006 where
 * two state different figures.
 */
export function sharePool(inputs: readonly DiffInput[]): readonly DiffInput[] {
  if (inputs.length < 2) return inputs;
  const [base, head] = (['base', 'head'] as const).map((side) => sharedOf(inputs, side));
  return inputs.map((input) => ({ ...input, base: withShared(input.base, base), head: withShared(input.head, head) }));
}

function sharedOf(inputs: readonly DiffInput[], side: 'base' | 'head'): Pool {
  const shared: Pool = {};
  const by = new Map<string, string>();
  for (const input of inputs) {
    const loaded = input[side];
    for (const [region, figures] of Object.entries(('reading' in loaded && loaded.reading.topology.pool) || {})) {
      for (const [kind, gb] of Object.entries(figures) as [keyof typeof figures, string | undefined][]) {
        const known = shared[region]?.[kind];
        if (gb === undefined) continue;
        if (known !== undefined && !new Decimal(known).equals(gb)) throw refused(region, by.get(region), input.project);
        shared[region] = { ...shared[region], [kind]: gb };
        by.set(region, input.project ?? '');
      }
    }
  }
  return shared;
}

const refused = (region: string, one = '', other = ''): TollgateError =>
  new TollgateError(
    'TG5006',
    `The projects ${one} and ${other} state different bytes outside of them in ${region}, but share one pool.`,
    { hint: `Give one figure for all: poolGb at the top of tollgate.yml, or --pool-gb ${region}=GB.` },
  );

const withShared = (side: LoadedSide, pool: Pool | undefined): LoadedSide =>
  'reading' in side && pool && Object.keys(pool).length > 0
    ? { ...side, reading: { ...side.reading, topology: { ...side.reading.topology, pool } } }
    : side;
