import type { Finding } from '../../core/finding.ts';
import type { Rate, RateCard } from '../../rates/rate-card.ts';
import { priceCell, quantityCell } from '../cells.ts';
import type { View } from '../view.ts';
import { counted } from '../words.ts';

const DAY_MS = 86_400_000;

/** The list prices of a Region: each with its tiers, the day it was seen and how sure it is. */
export function viewRates(card: RateCard, findings: readonly Finding[], source: string, now: Date): View {
  const age = Math.floor((now.getTime() - Date.parse(card.publishedAt)) / DAY_MS);
  return {
    title: `List prices of ${card.region}`,
    headline: `${counted(card.rates.length, 'price')} of ${card.region} in ${card.currency}, published ${card.publishedAt} (${counted(age, 'day')} ago)`,
    sections: [
      {
        title: 'Prices',
        table: {
          columns: [
            { title: 'Product', align: 'left' },
            { title: 'Tier', align: 'left' },
            { title: `Price ${card.currency}`, align: 'right' },
            { title: 'Unit', align: 'left' },
            { title: 'Confidence', align: 'left' },
            { title: 'As of', align: 'left' },
          ],
          rows: grouped(card.rates).flatMap(rowsOf),
        },
      },
    ],
    findings,
    footnote: `Version ${card.version}, from ${originOf(card, source)}.`,
    records: () => ({
      columns: TITLES.map((title) => ({ title, align: 'left' })),
      rows: card.rates.flatMap((rate) => recordsOf(rate, card)),
    }),
  };
}

/** Inter-Region rates of one price are one row for people; the records keep each. */
const grouped = (rates: readonly Rate[]): readonly (readonly [Rate, ...Rate[]])[] =>
  [
    ...Map.groupBy(rates, (rate) =>
      rate.toRegion === undefined ? rate : JSON.stringify([rate.product, rate.unit, rate.tiers, rate.asOf]),
    ).values(),
  ].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []));

function nameOf([rate, ...others]: readonly [Rate, ...Rate[]]): string {
  if (rate.toRegion === undefined) return rate.product;
  if (others.length < 2) return `${rate.product} to ${[rate, ...others].map((each) => each.toRegion).join(', ')}`;
  return `${rate.product} to ${counted(others.length + 1, 'Region')}`;
}

function rowsOf(group: readonly [Rate, ...Rate[]]): readonly string[][] {
  const [rate] = group;
  const name = nameOf(group);
  return rate.tiers.map((tier, index) => [
    index === 0 ? name : '',
    tierText(tier),
    priceCell(tier.price),
    rate.unit,
    index === 0 ? rate.confidence : '',
    index === 0 ? rate.asOf : '',
  ]);
}

function tierText({ from, to }: Rate['tiers'][number]): string {
  if (to !== null) return `${quantityCell(from)} to ${quantityCell(to)}`;
  return from === '0' ? 'all' : `over ${quantityCell(from)}`;
}

/** A card that a live list was read for names its offers; another one names where it lies. */
const originOf = ({ offers = {} }: RateCard, source: string): string =>
  Object.keys(offers).length === 0
    ? source
    : `the AWS Price List (${Object.entries(offers)
        .map(([service, version]) => `${service} ${version}`)
        .join(', ')})`;

const TITLES = [
  'region',
  'product',
  'to_region',
  'from',
  'to',
  'price',
  'currency',
  'unit',
  'confidence',
  'as_of',
  'usage_type',
  'sku',
  'source',
  'corroborated_by',
  'note',
];

const recordsOf = (rate: Rate, card: RateCard): readonly string[][] =>
  rate.tiers.map((tier) => [
    card.region,
    rate.product,
    rate.toRegion ?? '',
    tier.from,
    tier.to ?? '',
    tier.price,
    card.currency,
    rate.unit,
    rate.confidence,
    rate.asOf,
    rate.usageType,
    rate.sku ?? '',
    rate.source,
    rate.corroboratedBy ?? '',
    rate.note ?? '',
  ]);
