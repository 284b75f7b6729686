import type { ForecastDocument } from '../forecast-document.ts';
import type { Table } from '../view.ts';

const COLUMNS = ['kind', 'subject', 'az', 'month', 'at', 'value', 'low', 'high', 'method', 'mase', 'unit'] as const;

/** One flat row for each figure: months, tiers and days to thresholds. */
export const forecastRecords = (document: ForecastDocument): Table => ({
  columns: COLUMNS.map((title) => ({ title, align: 'left' })),
  rows: [
    ...document.months.map(({ month, monthly, low, high }) =>
      row({ kind: 'cost', month, value: monthly, low, high, unit: document.currency }),
    ),
    ...document.tiers.map(({ region, month, fromGb, product }) =>
      row({ kind: 'tier', subject: region, month, value: fromGb, method: product, unit: 'GB' }),
    ),
    ...document.endpoints.flatMap(({ id, bytes, zones }) => [
      ...bytes.months.map(({ month, gb, low, high }) =>
        row({
          kind: 'bytes',
          subject: id,
          month,
          value: gb,
          low,
          high,
          method: bytes.method,
          mase: bytes.mase,
          unit: 'GB',
        }),
      ),
      ...zones.flatMap(({ az, thresholds, method, mase }) =>
        thresholds.map(({ at, days, low, high }) =>
          row({ kind: 'threshold', subject: id, az, at, value: days, low, high, method, mase, unit: 'days' }),
        ),
      ),
    ]),
  ],
});

type Cells = { readonly [Column in (typeof COLUMNS)[number]]?: string | number | null };

const row = (cells: Cells): string[] => COLUMNS.map((column) => String(cells[column] ?? ''));
