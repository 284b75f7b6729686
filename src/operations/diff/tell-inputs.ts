import type { FindingLog } from '../../core/finding.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { NO_NETWORK } from '../inputs/load-sides.ts';
import type { DiffSide } from './side.ts';

/** Says what makes the two sides hard to compare: one is not there, no Region in common, other prices. */
export function tellInputs(
  { name: baseName, document: base }: DiffSide,
  { name: headName, document: head }: DiffSide,
  findings: FindingLog,
): void {
  if (baseName === NO_NETWORK.name)
    findings.add('TG5060', 'diff', 'Base has nothing to compare with: all of it is new.');
  if (headName === NO_NETWORK.name)
    findings.add('TG5060', 'diff', 'Head has nothing of it left: everything is removed.');
  const before = regionsOf(base);
  const after = regionsOf(head);
  const shared = [...before].some((region) => after.has(region));
  if (before.size > 0 && after.size > 0 && !shared) {
    const message = `Base lies in ${listed(before)} and head in ${listed(after)}: everything is removed and added anew.`;
    findings.add('TG5050', 'diff', message);
  }
  const [old, now] = [base.rates.version, head.rates.version];
  if (old !== '' && now !== '' && old !== now && shared) {
    findings.add(
      'TG5058',
      'diff',
      `Base is priced with the list of ${base.rates.publishedAt} and head with that of ${head.rates.publishedAt}: part of the delta may be prices.`,
    );
  }
}

const regionsOf = ({ endpoints, resources }: EstimateDocument): ReadonlySet<string> =>
  new Set([...endpoints, ...resources].flatMap(({ region }) => region ?? []));

const listed = (regions: ReadonlySet<string>): string => [...regions].sort().join(', ');
