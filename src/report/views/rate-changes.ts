import type { z } from 'zod';
import { priceCell } from '../cells.ts';
import type { rateChangeSchema } from '../rate-refresh.ts';
import type { Section } from '../view.ts';

type RateChange = z.infer<typeof rateChangeSchema>;

/** A Region's prices that are not what they were. */
export interface RegionChanges {
  readonly region: string;
  readonly changes: readonly RateChange[];
}

/** A table of changed prices; no section where nothing changed. */
export function rateChangesSection(title: string, regions: readonly RegionChanges[]): readonly Section[] {
  const rows = regions.flatMap(({ region, changes }) => changes.map((change) => rowOf(region, change)));
  if (rows.length === 0) return [];
  const columns = [
    { title: 'Region', align: 'left' },
    { title: 'Product', align: 'left' },
    { title: 'Unit', align: 'left' },
    { title: 'Before', align: 'right' },
    { title: 'After', align: 'right' },
    { title: 'From', align: 'left' },
  ] as const;
  return [{ title, table: { columns, rows } }];
}

const rowOf = (region: string, { product, toRegion, unit, before, after, from }: RateChange): readonly string[] => [
  region,
  toRegion === undefined ? product : `${product} to ${toRegion}`,
  unit,
  pricesOf(before),
  pricesOf(after),
  from ?? '',
];

/** The prices of all tiers, lowest tier first: "0.01 / 0.006 / 0.004"; nothing where there is no rate. */
const pricesOf = (tiers: RateChange['before']): string => tiers?.map((tier) => priceCell(tier.price)).join(' / ') ?? '';
