import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { diffOf } from '../support/diffing.ts';
import { networks } from '../support/network-arbitrary.ts';

test('the deltas of the changes add up to the delta of the total exactly, for any two networks', async () => {
  await fc.assert(
    fc.asyncProperty(networks, networks, async (base, head) => {
      const { diff } = await diffOf(base, head);
      const parts = sum(diff.changes.map((change) => new Decimal(change.delta.monthly)));
      expect(parts.toFixed()).toBe(new Decimal(diff.delta.monthly).toFixed());
      expect(new Decimal(diff.head.monthly).minus(diff.base.monthly).toFixed()).toBe(parts.toFixed());
    }),
    { numRuns: 150 },
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
    { numRuns: 60 },
  );
});
