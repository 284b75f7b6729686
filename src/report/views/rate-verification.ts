import type { RateVerificationDocument, RegionVerification } from '../rate-verification.ts';
import type { View } from '../view.ts';
import { counted } from '../words.ts';
import { rateChangesSection } from './rate-changes.ts';

/** What people see of a verification: which copies are whole, how sure the rates are, what the live list says otherwise. */
export function viewRateVerification({ ok, liveSource, regions }: RateVerificationDocument): View {
  const bad = regions.filter((region) => !region.ok).length;
  const compared = liveSource === undefined ? '' : ` and compared with ${liveSource}`;
  return {
    title: 'Verification of the rates',
    headline: `${counted(regions.length, 'Region')} checked${compared}: ${ok ? 'all in order' : `${bad} not in order`}`,
    sections: [
      {
        title: 'Copies',
        text: regions.flatMap(({ region, errors }) =>
          errors.map(({ code, message }) => `${region}: ${code}: ${message}`),
        ),
        table: {
          columns: [
            { title: 'Region', align: 'left' },
            { title: 'In order', align: 'left' },
            { title: 'Refreshed', align: 'left' },
            { title: 'Before it', align: 'left' },
            { title: 'Snapshot', align: 'left' },
            { title: 'High', align: 'right' },
            { title: 'Medium', align: 'right' },
            { title: 'Inferred', align: 'right' },
            { title: 'Low', align: 'right' },
          ],
          rows: regions.map(rowOf),
        },
      },
      ...rateChangesSection(
        'The live list differs',
        regions.map(({ region, differences }) => ({ region, changes: differences ?? [] })),
      ),
    ],
    findings: [],
    footnote: 'High, medium, inferred and low count the rates in use by how sure they are.',
  };
}

function rowOf({ region, ok, copies, confidence }: RegionVerification): readonly string[] {
  const stateOf = (name: RegionVerification['copies'][number]['copy']): string => {
    const copy = copies.find((each) => each.copy === name);
    return copy?.state === 'good' ? (copy.publishedAt ?? '') : (copy?.state ?? '');
  };
  const counts = (['high', 'medium', 'inferred', 'low'] as const).map((level) => String(confidence?.[level] ?? ''));
  return [region, ok ? 'yes' : 'no', stateOf('current'), stateOf('previous'), stateOf('bundled'), ...counts];
}
