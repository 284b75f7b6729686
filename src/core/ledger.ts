import { type Decimal, ZERO } from './decimal.ts';

/**
 * Where money of a bill ends up. Matched: the model and named causes explain it. Beside: other products, other months. Not usage:
 * credits, refunds, taxes and fees that name no endpoint. Not modelled: no rate, or no endpoint of the network. Remainder: the rest.
 */
export const LEDGER_PARTS = ['matched', 'beside', 'notUsage', 'notModelled', 'remainder'] as const;
export type LedgerPart = (typeof LEDGER_PARTS)[number];

/** What one entry carries: money, and hours or GB where it is usage. */
export interface LedgerEntry {
  readonly payer: string | undefined;
  readonly amount: Decimal;
  readonly hours?: Decimal | undefined;
  readonly gb?: Decimal | undefined;
}

export interface LedgerSums {
  readonly amount: Decimal;
  readonly hours: Decimal;
  readonly gb: Decimal;
}

const NOTHING: LedgerSums = { amount: ZERO, hours: ZERO, gb: ZERO };

/** Every line of a bill enters once, into one part, and can only be moved from there: so the parts always add up to what was read. */
export class Ledger {
  readonly #payers = new Map<string | undefined, Record<LedgerPart, LedgerSums>>();
  readonly #entered = new Set<object>();

  /** Enters a line. `key` is the line itself; throws where it has entered already. */
  enter(key: object, part: LedgerPart, entry: LedgerEntry): void {
    if (this.#entered.has(key)) throw new Error('A line of a bill enters the ledger once.');
    this.#entered.add(key);
    this.#add(part, entry);
  }

  /** Moves a part of what has entered. */
  move(from: LedgerPart, to: LedgerPart, entry: LedgerEntry): void {
    const { payer, amount, hours = ZERO, gb = ZERO } = entry;
    this.#add(from, { payer, amount: amount.negated(), hours: hours.negated(), gb: gb.negated() });
    this.#add(to, entry);
  }

  get payers(): readonly (string | undefined)[] {
    return [...this.#payers.keys()].sort((a = '', b = '') => (a < b ? -1 : 1));
  }

  /** The sums of one payer; of all where none is given. */
  of(part: LedgerPart, ...only: readonly (string | undefined)[]): LedgerSums {
    const payers = only.length === 0 ? [...this.#payers.keys()] : only;
    return payers.reduce((total, payer) => plus(total, this.#payers.get(payer)?.[part] ?? NOTHING), NOTHING);
  }

  #add(part: LedgerPart, { payer, amount, hours = ZERO, gb = ZERO }: LedgerEntry): void {
    const own = this.#payers.get(payer) ?? empty();
    this.#payers.set(payer, own);
    own[part] = plus(own[part], { amount, hours, gb });
  }
}

const empty = (): Record<LedgerPart, LedgerSums> => ({
  matched: NOTHING,
  beside: NOTHING,
  notUsage: NOTHING,
  notModelled: NOTHING,
  remainder: NOTHING,
});

const plus = (a: LedgerSums, b: LedgerSums): LedgerSums => ({
  amount: a.amount.plus(b.amount),
  hours: a.hours.plus(b.hours),
  gb: a.gb.plus(b.gb),
});
