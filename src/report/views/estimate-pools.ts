import { Decimal } from '../../core/decimal.ts';
import { roundToTotal } from '../../core/round-to-total.ts';
import { centsCell, priceCell, quantityCell } from '../cells.ts';
import type { EstimateDocument } from '../report.ts';
import type { Section } from '../view.ts';

type PoolDocument = EstimateDocument['pools'][number];

/** The bytes AWS tiers together: what fell into each tier, and what the next GB costs. */
export function poolSection({ pools, currency }: EstimateDocument): readonly Section[] {
  const used = pools.filter((pool) => !new Decimal(pool.gb).isZero());
  if (used.length === 0) return [];
  const rows: string[][] = [];
  const heads = new Set<number>();
  for (const pool of used) {
    heads.add(rows.length);
    rows.push(...poolRows(pool));
  }
  return [
    {
      title: 'Byte pools',
      text: ['Tiers apply to all endpoints of a Region together; each endpoint pays the blended price.'],
      table: {
        columns: [
          { title: 'Pool', align: 'left' },
          { title: 'GB', align: 'right' },
          { title: 'Blended', align: 'right' },
          { title: 'Next GB', align: 'right' },
          { title: `Monthly ${currency}`, align: 'right' },
        ],
        rows,
        heads,
      },
    },
  ];
}

function poolRows(pool: PoolDocument): readonly string[][] {
  const exact = pool.tiers.map((tier) => new Decimal(tier.monthly));
  const whole = new Decimal(pool.monthly).toDecimalPlaces(2, Decimal.ROUND_HALF_EVEN);
  const cents = roundToTotal(exact, 2, whole);
  return [
    [
      `${pool.region}, ${pool.product.replaceAll('-', ' ')}`,
      quantityCell(pool.gb),
      priceCell(pool.blendedPrice),
      priceCell(pool.marginalPrice),
      centsCell(whole),
    ],
    ...branches([
      ...(new Decimal(pool.baselineGb).isZero()
        ? []
        : [[`starts above ${quantityCell(pool.baselineGb)} GB from elsewhere`, '', '', '', '']]),
      ...pool.tiers.map((tier, index) => [
        tierText(tier),
        quantityCell(tier.gb),
        priceCell(tier.price),
        '',
        centsCell(cents[index] ?? whole),
      ]),
    ]),
  ];
}

function tierText({ from, to }: PoolDocument['tiers'][number]): string {
  if (to !== null) return `tier ${quantityCell(from)} to ${quantityCell(to)} GB`;
  return from === '0' ? 'one price for all' : `tier over ${quantityCell(from)} GB`;
}

const branches = (rows: readonly (readonly string[])[]): string[][] =>
  rows.map(([first, ...rest], index) => [`${index === rows.length - 1 ? '└─' : '├─'} ${first}`, ...rest]);
