import { z } from 'zod';
import { type Decimal, sum, ZERO } from '../core/decimal.ts';
import { LEDGER_PARTS, type Ledger, type LedgerPart, type LedgerSums } from '../core/ledger.ts';
import { AMOUNT_PLACES, amountText, quantityText, roundTo } from '../core/money.ts';

const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);

const partsShape = {
  /** Everything the bill charges for the products that Tollgate reads. The other parts add up to it exactly. */
  read: decimal,
  matched: decimal,
  beside: decimal,
  notUsage: decimal,
  notModelled: decimal,
  remainder: decimal,
};

/** The ledger of a bill: every line is in one part. Money in `currency`; hours are AZ-hours and attachment hours, gb billed GB. */
export const ledgerSchema = z.object({
  currency: z.string(),
  ...partsShape,
  quantities: z.object({ hours: z.object(partsShape), gb: z.object(partsShape) }),
  /** The same money by paying account; null where the bill names none. */
  payers: z.array(z.object({ payer: z.string().nullable(), ...partsShape })),
});
export type LedgerDocument = z.infer<typeof ledgerSchema>;

type Parts = Record<LedgerPart | 'read', Decimal>;

/** Rounds each payer's parts as documents write them and adds those up: what is printed adds up too. */
export function ledgerDocument(ledger: Ledger, currency: string): LedgerDocument {
  const partsOf = (of: keyof LedgerSums, payer: string | undefined): Parts => {
    const values = LEDGER_PARTS.map((part) => [part, roundTo(ledger.of(part, payer)[of], AMOUNT_PLACES)] as const);
    return { ...(Object.fromEntries(values) as Parts), read: sum(values.map(([, value]) => value)) };
  };
  const payers = ledger.payers.map((payer) => ({ payer: payer ?? null, parts: partsOf('amount', payer) }));
  const together = (of: keyof LedgerSums): Parts =>
    ledger.payers
      .map((payer) => partsOf(of, payer))
      .reduce((total, own) => inEach((part) => total[part].plus(own[part])), NONE);
  return {
    currency,
    ...texts(together('amount'), amountText),
    quantities: { hours: texts(together('hours'), quantityText), gb: texts(together('gb'), quantityText) },
    payers: payers.map(({ payer, parts }) => ({ payer, ...texts(parts, amountText) })),
  };
}

const inEach = <T>(make: (part: keyof Parts) => T): Record<keyof Parts, T> => ({
  read: make('read'),
  matched: make('matched'),
  beside: make('beside'),
  notUsage: make('notUsage'),
  notModelled: make('notModelled'),
  remainder: make('remainder'),
});

const NONE: Parts = inEach(() => ZERO);

const texts = (parts: Parts, text: (value: Decimal) => string): Record<keyof Parts, string> =>
  inEach((part) => text(parts[part]));
