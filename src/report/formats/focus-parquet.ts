import { Decimal } from '../../core/decimal.ts';
import { toScaled } from '../../core/scaled.ts';
import { type ColumnType, focusColumns, typeOfColumn } from '../focus/columns.ts';
import { type FocusDocument, focusFormatOptions, focusRowsOf } from './focus.ts';
import type { FormatOptions, Rendering } from './format.ts';

/** Amounts are DECIMAL(38, 12), so that no sum loses a digit: 128 bits hold 38 digits. */
const [DIGITS, PLACES, BYTES] = [38, 12, 16] as const;

const ELEMENTS = {
  decimal: {
    type: 'FIXED_LEN_BYTE_ARRAY',
    type_length: BYTES,
    converted_type: 'DECIMAL',
    precision: DIGITS,
    scale: PLACES,
  },
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  boolean: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const;

/** A document as FOCUS with typed columns: decimals, times and text, null where the CSV has an empty field. */
export async function focusParquet({ document, now }: Rendering, options: FormatOptions): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  const { version, ...rest } = focusFormatOptions(options, now);
  const columns = focusColumns(version);
  const rows = focusRowsOf(document as FocusDocument, rest);
  const buffer = parquetWriteBuffer({
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map((name) => ({
        name,
        repetition_type: 'OPTIONAL' as const,
        ...ELEMENTS[typeOfColumn(name)],
      })),
    ],
    columnData: columns.map((name) => ({
      name,
      data: rows.map((row) => cellOf(row[name] ?? '', typeOfColumn(name))),
    })),
  });
  return new Uint8Array(buffer);
}

function cellOf(text: string, type: ColumnType): bigint | Date | boolean | string | null {
  if (text === '') return null;
  if (type === 'decimal') return unitsOf(new Decimal(text).toDecimalPlaces(PLACES));
  if (type === 'time') return new Date(text);
  return type === 'boolean' ? text === 'true' : text;
}

const unitsOf = (value: Decimal): bigint => {
  const units = toScaled(value.abs(), PLACES);
  return value.isNegative() ? -units : units;
};
