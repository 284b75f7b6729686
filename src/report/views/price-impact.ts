import { Amount } from '../../core/amount.ts';
import { roundTo } from '../../core/money.ts';
import type { RegionRefresh } from '../rate-refresh.ts';
import type { Section } from '../view.ts';
import { money } from '../words.ts';
import { signed } from './signed.ts';

/** What changed prices do to the month of the networks in use; no section where no network is known. */
export function priceImpactSection(regions: readonly RegionRefresh[]): readonly Section[] {
  const rows = regions.flatMap(({ region, impact }) => (impact ? [rowOf(region, impact)] : []));
  if (rows.length === 0) return [];
  const columns = [
    { title: 'Region', align: 'left' },
    { title: 'Networks', align: 'right' },
    { title: 'Prices in use that changed', align: 'left' },
    { title: 'Month before', align: 'right' },
    { title: 'Month after', align: 'right' },
    { title: 'Difference', align: 'right' },
  ] as const;
  return [{ title: 'What that does to the networks in use', table: { columns, rows } }];
}

function rowOf(region: string, impact: NonNullable<RegionRefresh['impact']>): readonly string[] {
  const { networks, changes, monthlyBefore, monthlyAfter, delta, unknownLines, currency } = impact;
  const month = (text: string): string =>
    Amount.of(text, unknownLines).cell((known) => money(roundTo(known, 2).toFixed(2), currency));
  const known = unknownLines === 0 ? '' : ' of what is known';
  const names = changes.map(({ product, toRegion }) =>
    toRegion === undefined ? product : `${product} to ${toRegion}`,
  );
  return [
    region,
    String(networks),
    names.length === 0 ? 'none' : names.join(', '),
    month(monthlyBefore),
    month(monthlyAfter),
    `${signed(delta, currency)}${known}`,
  ];
}
