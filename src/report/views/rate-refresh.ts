import type { RateRefreshDocument, RegionRefresh } from '../rate-refresh.ts';
import type { View } from '../view.ts';
import { counted, grouped } from '../words.ts';
import { priceImpactSection } from './price-impact.ts';
import { rateChangesSection } from './rate-changes.ts';

const RESULTS: Readonly<Record<RegionRefresh['status'], string>> = {
  changed: 'prices changed',
  unchanged: 'no price changed',
  fresh: 'read recently, not asked again',
  failed: 'failed: the rates read before stay in use',
};

/** What people see of a refresh: the result of each Region, the prices that changed, what failed. */
export function viewRateRefresh(document: RateRefreshDocument): View {
  const { regions } = document;
  return {
    title: 'Refresh of the rates',
    headline: headlineOf(document),
    sections: [
      {
        title: 'Regions',
        table: {
          columns: [
            { title: 'Region', align: 'left' },
            { title: 'Result', align: 'left' },
            { title: 'Published', align: 'left' },
            { title: 'Changed', align: 'right' },
            { title: 'Confirmed', align: 'right' },
            { title: 'Kept', align: 'right' },
          ],
          rows: regions.map(rowOf),
        },
        text: failuresOf(regions),
      },
      ...rateChangesSection('Changed prices', regions),
      ...priceImpactSection(regions),
    ],
    findings: regions.flatMap((region) => region.findings) as View['findings'],
    footnote: `Read from ${document.source}, begun ${document.startedAt}. Kept = rates that the list does not name.`,
  };
}

function headlineOf({ totals }: RateRefreshDocument): string {
  const parts = (['changed', 'unchanged', 'fresh', 'failed'] as const)
    .filter((status) => totals[status] > 0)
    .map((status) => `${totals[status]} ${status}`);
  return `${counted(totals.regions, 'Region')}: ${parts.join(', ') || 'nothing to do'}`;
}

function rowOf({ region, status, publishedAt, changes, confirmed, keptRates }: RegionRefresh): readonly string[] {
  const wasRead = status === 'changed' || status === 'unchanged';
  const count = (number: number): string => (wasRead ? grouped(String(number)) : '');
  return [region, RESULTS[status], publishedAt ?? '', count(changes.length), count(confirmed), count(keptRates)];
}

/** One sentence for each distinct failure, with its Regions: one cause often strikes many. */
function failuresOf(regions: readonly RegionRefresh[]): readonly string[] {
  const failed = Map.groupBy(
    regions.filter((region) => region.error !== undefined),
    ({ error }) => `${error?.code}: ${error?.message}${error?.hint === undefined ? '' : ` ${error.hint}`}`,
  );
  return [...failed].map(([failure, own]) => `${own.map(({ region }) => region).join(', ')}: ${failure}`);
}
