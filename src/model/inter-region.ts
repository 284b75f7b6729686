import type { Decimal } from '../core/decimal.ts';
import { amountText } from '../core/money.ts';
import type { ChargeContext, PricedRate } from './charge.ts';
import type { CostLine } from './cost-line.ts';
import { costOf, flatLine, type LineSubject } from './flat-line.ts';

/**
 * Transfer between two Regions, both directions together. Each byte is charged once, at the rate of the Region it leaves; which
 * direction it takes is not measured, so unequal rates give a range (all bytes one way, or all the other) and `monthly` is its end.
 */
export function interRegionLine(
  subject: LineSubject,
  ends: { readonly here: string; readonly there: string; readonly of: string },
  gb: Decimal | undefined,
  context: ChargeContext,
): CostLine {
  const { here, there, of } = ends;
  const requests = context.rate(here, 'inter-region-transfer-out', there);
  const responses = context.rate(there, 'inter-region-transfer-out', here);
  if (!requests || !responses) return flatLine(subject, gb, undefined);
  const [cheap, dear] = inOrder(requests, responses);
  const line = flatLine(subject, gb, dear);
  if (gb === undefined || cheap.price.equals(dear.price)) return line;
  context.findings.add(
    'TG1454',
    of,
    `Bytes between ${here} and ${there} cost ${amountText(requests.price)} or ${amountText(responses.price)} per GB by the Region they leave. ` +
      `How the bytes of ${of} split is not measured, so a range is given and the total carries its high end.`,
  );
  return { ...line, low: costOf(cheap, gb), high: costOf(dear, gb) };
}

const inOrder = (a: PricedRate, b: PricedRate): readonly [PricedRate, PricedRate] =>
  a.price.lessThanOrEqualTo(b.price) ? [a, b] : [b, a];
