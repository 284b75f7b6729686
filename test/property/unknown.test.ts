import { expect, test } from 'vitest';
import { Decimal } from '../../src/core/decimal.ts';
import { estimate } from '../../src/model/estimate.ts';
import { compareParts } from '../../src/operations/diff/compare.ts';
import { maxMonthly } from '../../src/operations/diff/gates/max-monthly.ts';
import { checkBudgets } from '../../src/operations/shared/budgets/check-budgets.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { roundTotals } from '../../src/report/views/diff-totals.ts';
import { viewEstimate } from '../../src/report/views/estimate.ts';
import type { Endpoint, Topology } from '../../src/topology/topology.ts';
import { bundledCards } from '../support/estimating.ts';
import { fc } from '../support/property.ts';

const cards = bundledCards(['us-east-1']);
const ZONES = ['use1-az1', 'use1-az2', 'use1-az3'];

/** An endpoint as it is, and which of its facts the reader is not given. Bytes stay in the first tier, so that none moves the price of another. */
const endpoints = fc.array(
  fc.record({
    zones: fc.integer({ min: 1, max: 3 }),
    gb: fc.integer({ min: 0, max: 100_000 }).map((hundredths) => new Decimal(hundredths).div(100).toFixed()),
    hides: fc.constantFrom('nothing', 'traffic', 'zones'),
  }),
  { maxLength: 5 },
);
type Hidden = typeof endpoints extends fc.Arbitrary<infer Value> ? Value : never;

function networkOf(all: Hidden, isTruth: boolean): Topology {
  return {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    endpoints: all.map(
      ({ zones, gb, hides }, index): Endpoint => ({
        id: `e${index}`,
        type: 'Interface',
        ...((isTruth || hides !== 'zones') && { azs: ZONES.slice(0, zones) }),
        ...((isTruth || hides !== 'traffic') && { traffic: { monthlyGb: gb } }),
      }),
    ),
  };
}

const report = (topology: Topology, isPriced = true) =>
  buildReport(estimate({ topology, cards: isPriced ? cards : new Map() }), 'a test');

test('no headline without "at least" is below the truth, and no budget is within its limit where the truth crosses it', () => {
  fc.assert(
    fc.property(endpoints, fc.boolean(), fc.integer({ min: 0, max: 60 }), (all, isPriced, amount) => {
      const told = report(networkOf(all, false), isPriced);
      const truth = new Decimal(report(networkOf(all, true)).totals.monthly);
      const isBelow = new Decimal(told.totals.monthly).lessThan(truth);
      if (isBelow) expect(viewEstimate(told).headline).toMatch(/^(At least|Nothing can be priced)/);
      const budget = { schema: 'tollgate/budget@1', name: 'b', amount: String(amount), currency: 'USD' } as const;
      const [evaluation] = checkBudgets([budget], { estimate: told }).budgets;
      if (evaluation?.state === 'within') expect(truth.lessThanOrEqualTo(amount)).toBe(true);
      if (evaluation?.state === 'crossed') expect(truth.greaterThan(amount)).toBe(true);
    }),
  );
});

test('the printed table of a diff adds up both ways, and no gate passes in silence', () => {
  fc.assert(
    fc.property(endpoints, endpoints, fc.integer({ min: 0, max: 60 }), (before, after, limit) => {
      const step = (isTruth: boolean) => {
        const [base, head] = [report(networkOf(before, isTruth)), report(networkOf(after, isTruth))];
        const parts = [{ base: { name: 'base', document: base }, head: { name: 'head', document: head } }];
        return { diff: compareParts(parts, '2026-11-23T00:00:00Z'), parts };
      };
      const { diff, parts } = step(false);
      const truth = step(true).diff;
      const [gate] = maxMonthly({ diff, parts, policy: { maxMonthly: String(limit), failOnExisting: true } });
      if (gate?.passed && !gate.undetermined) expect(Number(truth.head.monthly)).toBeLessThanOrEqual(limit);
      const { total, baseline, usage } = roundTotals(diff);
      for (const { base, delta, head } of [total, baseline, usage]) expect(base.plus(delta).equals(head)).toBe(true);
      for (const column of ['base', 'delta', 'head'] as const)
        expect(baseline[column].plus(usage[column]).toFixed()).toBe(total[column].toFixed());
    }),
  );
});
