import { expect, test } from 'vitest';
import { Decimal, sum } from '../../src/core/decimal.ts';
import type { Topology } from '../../src/topology/topology.ts';
import { diffOf, diffOfProjects } from '../support/diffing.ts';
import { networks } from '../support/network-arbitrary.ts';
import { fc, runs } from '../support/property.ts';

test('the deltas of the changes add up to the delta of the total exactly, for any two networks', async () => {
  await fc.assert(
    fc.asyncProperty(networks, networks, async (base, head) => {
      const { diff } = await diffOf(base, head);
      const parts = sum(diff.changes.map((change) => new Decimal(change.delta.monthly)));
      expect(parts.toFixed()).toBe(new Decimal(diff.delta.monthly).toFixed());
      expect(new Decimal(diff.head.monthly).minus(diff.base.monthly).toFixed()).toBe(parts.toFixed());
    }),
    { numRuns: runs(150) },
  );
});

test('a network does not differ from itself, and the way back is the way there with the other sign', async () => {
  await fc.assert(
    fc.asyncProperty(networks, networks, async (base, head) => {
      expect((await diffOf(base, base)).diff.changes).toEqual([]);
      const there = (await diffOf(base, head)).diff;
      const back = (await diffOf(head, base)).diff;
      expect(new Decimal(back.delta.monthly).plus(there.delta.monthly).isZero()).toBe(true);
      expect(back.changes.length).toBe(there.changes.length);
    }),
    { numRuns: runs(60) },
  );
});

/** The endpoints alone: what a project brings into a pool. Every second one, or all. */
const endpointsOf = ({ region, endpoints, pool }: Topology, rest?: 0 | 1) => ({
  ...(region !== undefined && { region }),
  ...(pool && { pool }),
  endpoints: endpoints.filter((_each, index) => rest === undefined || index % 2 === rest),
});

test('two projects cost together what one network of both costs, and their deltas add up', async () => {
  await fc.assert(
    fc.asyncProperty(networks, networks, async (base, other) => {
      const head = { ...other, pool: base.pool };
      const whole = (await diffOf(endpointsOf(base), endpointsOf(head))).diff;
      const both = await diffOfProjects({
        even: { base: endpointsOf(base, 0), head: endpointsOf(head, 0) },
        odd: { base: endpointsOf(base, 1), head: endpointsOf(head, 1) },
      });
      const { diff } = both;
      // Documents carry ten decimals, and each project rounds once.
      for (const side of ['base', 'head', 'delta'] as const) {
        const apart = new Decimal(diff[side].monthly).minus(whole[side].monthly).abs();
        expect(apart.lessThan('0.000000001')).toBe(true);
      }
      const parts = (diff.projects ?? []).map((project) => new Decimal(project.delta.monthly));
      expect(sum(parts).toFixed()).toBe(new Decimal(diff.delta.monthly).toFixed());
    }),
    { numRuns: runs(100) },
  );
});
