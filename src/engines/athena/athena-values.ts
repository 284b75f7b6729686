import type { Datum } from '@aws-sdk/client-athena';
import type { EngineRow, EngineValue } from '../engine.ts';

/** A row of Athena, whose values are all text. A value that is absent is NULL. */
export const valuesOf = (data: readonly Datum[], types: readonly string[]): EngineRow =>
  types.map((type, index) => typed(data[index]?.VarCharValue, type));

function typed(text: string | undefined, type: string): EngineValue {
  if (text === undefined) return null;
  switch (type) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
      return Number(text);
    case 'bigint': {
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : BigInt(text);
    }
    case 'double':
    case 'float':
    case 'real':
      return Number(text);
    case 'boolean':
      return text === 'true';
    case 'array':
      return arrayOf(text);
    default:
      return text;
  }
}

/** "[0.5, 1.0E9, null]": only arrays of numbers are asked for, for text in an array is not quoted. */
const arrayOf = (text: string): readonly EngineValue[] => {
  const inner = text.replace(/^\[|\]$/g, '').trim();
  return inner === '' ? [] : inner.split(',').map((each) => (each.trim() === 'null' ? null : Number(each)));
};
