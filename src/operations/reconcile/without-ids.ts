import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { BilledBySubject } from './billed.ts';
import type { ModelledDay, ModelledUse } from './modelled.ts';

/** What a bill names no resource for, of one payer and Region: compared as a whole. */
export interface Whole {
  readonly region: string | undefined;
  readonly payer: string | undefined;
}

const MARK = '\u0000';

export const wholeKey = ({ region = '', payer = '' }: Whole): string => [MARK, region, payer].join(MARK);
export const isWhole = (subject: string): boolean => subject.startsWith(MARK);

/**
 * Usage without an id is that of endpoints which the bill names nowhere. What an endpoint is modelled to use, and the bill does not
 * charge under its id on that day, moves to the whole of its payer and Region where that has usage of the product then.
 */
export function moveToWholes(
  uses: ReadonlyMap<string, readonly ModelledUse[]>,
  billed: BilledBySubject,
  payerOf: (subject: string) => string | undefined,
): ReadonlyMap<string, readonly ModelledUse[]> {
  const wholes = [...billed.keys()].filter(isWhole);
  if (wholes.length === 0) return uses;
  const moved = [...uses].flatMap(([subject, own]) =>
    own.flatMap((use): readonly (readonly [string, ModelledUse])[] => {
      const whole = wholeOf(use, payerOf(subject), wholes);
      const days = whole === undefined ? undefined : billed.get(whole)?.get(use.product);
      if (whole === undefined || !days) return [[subject, use]];
      const { kept, given } = splitUse(use, days, billed.get(subject)?.get(use.product));
      return [
        ...(kept.size > 0 ? [[subject, { ...use, days: kept }] as const] : []),
        ...(given.size > 0 ? [[whole, { ...use, days: given }] as const] : []),
      ];
    }),
  );
  return new Map(
    [...Map.groupBy(moved, ([subject]) => subject)].map(([subject, own]) => [subject, own.map(([, use]) => use)]),
  );
}

type Charged = ReadonlyMap<string, { readonly quantity: Decimal }>;

function splitUse(use: ModelledUse, whole: Charged, own: Charged | undefined) {
  const kept = new Map<string, ModelledDay>();
  const given = new Map<string, ModelledDay>();
  for (const [day, modelled] of use.days) {
    const charged = own?.get(day)?.quantity ?? ZERO;
    // A whole without usage, of discounts alone, says nothing of endpoints.
    if (whole.get(day)?.quantity.isZero() ?? true) kept.set(day, modelled);
    else if (charged.isZero()) given.set(day, modelled);
    else splitDay(day, modelled, charged, kept, given);
  }
  return { kept, given };
}

/** The whole of the endpoint's Region and payer; of its Region where the payer is not known. */
function wholeOf(
  { endpoint: { region } }: ModelledUse,
  payer: string | undefined,
  wholes: readonly string[],
): string | undefined {
  const exact = wholeKey({ region, payer });
  if (wholes.includes(exact)) return exact;
  const near = wholes.filter((whole) => whole.startsWith(wholeKey({ region, payer: undefined })));
  return payer === undefined || near.length === 1 ? near[0] : undefined;
}

/** Ids were switched on within the day: what they do not charge is in the whole. */
function splitDay(
  day: string,
  modelled: ModelledDay,
  charged: Decimal,
  kept: Map<string, ModelledDay>,
  given: Map<string, ModelledDay>,
): void {
  const { quantity, created, deleted, partial } = modelled;
  const lived = quantity?.plus(created).plus(deleted).plus(partial);
  if (quantity === undefined || lived === undefined || lived.lessThanOrEqualTo(charged)) {
    kept.set(day, modelled);
    return;
  }
  const rest = lived.minus(charged);
  kept.set(day, { ...modelled, quantity: quantity.minus(rest) });
  given.set(day, { quantity: rest, created: ZERO, deleted: ZERO, partial: ZERO });
}
