import { z } from 'zod';
import { parseExchangeRates } from '../../inputs/exchange-rates.ts';

/** Environment variables of imported bills; made where the service starts. */
export const billEnvironment = () => ({
  /** Folders, files, globs or s3://bucket/prefix, comma-separated. */
  TOLLGATE_BILLS: z
    .string()
    .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
    .default([]),
  /** Five fields, UTC. AWS delivers a bill up to three times a day. */
  TOLLGATE_BILLS_CRON: z
    .string()
    .regex(/^\S+(\s+\S+){4}$/)
    .default('37 */6 * * *'),
  /** What 1 USD is in other currencies, such as EUR=0.92,GBP=0.79: for bills and budgets in them. */
  TOLLGATE_EXCHANGE_RATE: z
    .string()
    .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
    .refine(isRates)
    .default([]),
  /** The tag of the bill that sums are kept by. */
  TOLLGATE_BILLS_TAG: z.string().min(1).optional(),
});

/** Whether words are exchange rates. */
function isRates(words: readonly string[]): boolean {
  try {
    return parseExchangeRates(words).size === words.length;
  } catch {
    return false;
  }
}

export interface ImportedBills {
  readonly paths: readonly string[];
  readonly cron: string;
  readonly tag: string | undefined;
  /** EUR=0.92: what 1 USD is in other currencies. */
  readonly exchangeRates: readonly string[];
}

type Environment = z.output<z.ZodObject<ReturnType<typeof billEnvironment>>>;

export const importedBillsOf = (data: Environment): ImportedBills => ({
  paths: data.TOLLGATE_BILLS,
  cron: data.TOLLGATE_BILLS_CRON,
  tag: data.TOLLGATE_BILLS_TAG,
  exchangeRates: data.TOLLGATE_EXCHANGE_RATE,
});
