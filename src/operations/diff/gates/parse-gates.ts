import { TollgateError } from '../../../core/errors.ts';
import type { OptionValues } from '../../operation.ts';
import type { DIFF_OPTIONS } from '../declared.ts';
import type { GatePolicy } from './gate.ts';
import { parseIncrease } from './max-increase.ts';

const AMOUNT = /^\d{1,15}(?:\.\d{1,10})?$/;

/** Checks the words before anything is read. Throws TG5004 naming the gate. */
export function parseGates({
  maxIncrease,
  maxMonthly,
  minAzs,
  maxUtilisation,
  failOnExisting,
}: OptionValues<typeof DIFF_OPTIONS>): GatePolicy {
  for (const limit of maxIncrease ?? []) parseIncrease(limit);
  if (maxMonthly !== undefined && !AMOUNT.test(maxMonthly))
    throw refused('max-monthly', 'an amount a month such as 500');
  return {
    maxIncrease,
    maxMonthly,
    minAzs: numberOf(
      minAzs,
      'min-azs',
      'a whole number from 1 to 64',
      (value) => Number.isInteger(value) && value >= 1 && value <= 64,
    ),
    maxUtilisation: numberOf(
      maxUtilisation,
      'max-utilisation',
      'a share such as 0.6',
      (value) => value > 0 && value <= 10,
    ),
    failOnExisting,
  };
}

function numberOf(
  word: string | undefined,
  gate: string,
  form: string,
  fits: (value: number) => boolean,
): number | undefined {
  if (word === undefined) return undefined;
  if (AMOUNT.test(word) && fits(Number(word))) return Number(word);
  throw refused(gate, form);
}

const refused = (gate: string, form: string): TollgateError =>
  new TollgateError('TG5004', `The gate ${gate} is not valid.`, { hint: `Give ${form}.` });
