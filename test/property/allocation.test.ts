import { expect, test } from 'vitest';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { amountText } from '../../src/core/money.ts';
import { allocate } from '../../src/model/allocation/allocate.ts';
import { estimate } from '../../src/model/estimate.ts';
import { allocationDocument } from '../../src/operations/allocate/allocation-document.ts';
import { bundledCards } from '../support/estimating.ts';
import { servicesOfTest } from '../support/http-app.ts';
import { networks } from '../support/network-arbitrary.ts';
import { fc, runs } from '../support/property.ts';

const cards = bundledCards(['us-east-1', 'sa-east-1', 'eu-west-1']);
const services = servicesOfTest();

test('whatever a network is allocated by, and however hubs are shared, the parts add up to its estimate to the last digit', async () => {
  await fc.assert(
    fc.asyncProperty(
      networks,
      fc.constantFrom('team', 'account', 'vpc', 'service', 'region', 'tag:x'),
      fc.constantFrom('even' as const, 'owner' as const),
      async (topology, by, shared) => {
        const { totals } = estimate({ topology, cards });
        const document = await allocationDocument({ by, shared, reading: { topology, findings: [] } }, services);
        expect(document.total).toBe(amountText(totals.monthly.knownPart));
        expect(amountText(sum(document.parts.map(({ amount }) => new Decimal(amount))))).toBe(document.total);
        for (const { items, amount } of document.parts) {
          expect(amountText(sum(items.map((item) => new Decimal(item.amount ?? '0'))))).toBe(amount);
        }
        expect(document.unknownLines).toBeGreaterThanOrEqual(totals.monthly.leftOut);
      },
    ),
    { numRuns: runs(60) },
  );
});

test('shares of any amount, also one below zero, add up to it', () => {
  const amount = fc.bigInt(-(10n ** 16n), 10n ** 16n).map((units) => new Decimal(units.toString()).div('1e10'));
  fc.assert(
    fc.property(amount, fc.array(fc.nat(1000), { minLength: 1, maxLength: 7 }), (whole, weights) => {
      fc.pre(weights.some((weight) => weight > 0));
      const shares = weights.map((weight, index) => ({ place: { vpc: `v${index}` }, weight: new Decimal(weight) }));
      const cost = { kind: 'endpoint', id: 'e', charge: 'c', owner: {}, consumers: { rule: 'flows' as const, shares } };
      const parts = allocate([{ ...cost, amount: whole, list: whole }], ({ vpc }) => vpc);
      expect(sum(parts.map((part) => part.amount)).toFixed()).toBe(whole.toFixed());
      expect(sum(parts.map((part) => part.list ?? new Decimal('NaN'))).toFixed()).toBe(whole.toFixed());
    }),
  );
});
