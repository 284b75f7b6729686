import type { Decimal } from '../../core/decimal.ts';
import type { BilledBySubject } from './billed.ts';
import type { ModelledDay, ModelledUse } from './modelled.ts';
import { BilledPoolGb } from './prices.ts';

/** All bytes that share tiers, those of one payer: those modelled, and those billed where nothing is modelled. */
export function poolOfBill(
  uses: ReadonlyMap<string, readonly ModelledUse[]>,
  billed: BilledBySubject,
  placeOf: (subject: string) => { readonly region: string | undefined; readonly payer: string | undefined },
): BilledPoolGb {
  const pool = new BilledPoolGb();
  for (const [subject, own] of uses) {
    for (const use of own)
      if (use.charge === 'data-processed')
        addUse(pool, use, placeOf(subject).payer, billed.get(subject)?.get(use.product));
  }
  for (const [subject, products] of billed) {
    const { region, payer } = placeOf(subject);
    if (uses.has(subject) || region === undefined) continue;
    for (const [product, days] of products) {
      for (const [day, { quantity }] of days) pool.add(payer, region, product, day.slice(0, 7), quantity);
    }
  }
  return pool;
}

function addUse(
  pool: BilledPoolGb,
  { endpoint: { region }, product, days }: ModelledUse,
  payer: string | undefined,
  billed: ReadonlyMap<string, { readonly quantity: Decimal }> | undefined,
): void {
  if (region === undefined) return;
  for (const [day, modelled] of days) {
    const gb = livedGb(modelled) ?? billed?.get(day)?.quantity;
    if (gb) pool.add(payer, region, product, day.slice(0, 7), gb);
  }
}

const livedGb = ({ quantity, created, deleted }: ModelledDay): Decimal | undefined =>
  quantity?.plus(created).plus(deleted);
