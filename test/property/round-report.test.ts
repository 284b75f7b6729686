import { expect, test } from 'vitest';
import { Decimal, sum } from '../../src/core/decimal.ts';
import { amountText } from '../../src/core/money.ts';
import { roundReport } from '../../src/report/round-report.ts';
import { endpoint, estimateDocument, line } from '../support/estimate-document.ts';
import { fc } from '../support/property.ts';

/** Amounts with up to ten decimals, as documents carry them. */
const amount = fc
  .tuple(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 0, max: 9_999_999_999 }))
  .map(([whole, fraction]) => new Decimal(whole).plus(new Decimal(fraction).div('1e10')));

const network = fc.array(fc.array(fc.tuple(amount, fc.boolean()), { minLength: 1, maxLength: 4 }), { maxLength: 30 });

test('printed parts add up on every level, and none is a cent or more from its exact amount', () => {
  fc.assert(
    fc.property(network, (owners) => {
      const all = owners.flat();
      const of = (usage: boolean) => sum(all.filter(([, isUsage]) => isUsage === usage).map(([value]) => value));
      const document = estimateDocument({
        totals: {
          monthly: amountText(sum(all.map(([value]) => value))),
          baseline: amountText(of(false)),
          usage: amountText(of(true)),
          unknownLines: 0,
        },
        endpoints: owners.map((lines, index) =>
          endpoint({
            id: `e${index}`,
            monthly: amountText(sum(lines.map(([value]) => value))),
            lines: lines.map(([value, usage]) =>
              line({ monthly: amountText(value), category: usage ? 'usage' : 'baseline' }),
            ),
          }),
        ),
      });
      const rounded = roundReport(document);
      expect(rounded.monthly.toFixed(2)).toBe(new Decimal(document.totals.monthly).toFixed(2, Decimal.ROUND_HALF_EVEN));
      expect(rounded.baseline.plus(rounded.usage)).toEqual(rounded.monthly);
      expect(sum(rounded.parts.map((part) => part.monthly))).toEqual(rounded.monthly);
      rounded.parts.forEach((part, index) => {
        const lines = part.lines.map((cents) => cents ?? new Decimal(-1));
        expect(sum(lines)).toEqual(part.monthly);
        owners[index]?.forEach(([exact], at) => {
          expect(lines[at]?.minus(exact).abs().lessThan('0.01')).toBe(true);
        });
      });
    }),
  );
});
