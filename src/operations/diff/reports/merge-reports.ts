import { TollgateError } from '../../../core/errors.ts';
import { mergeDiffs } from './merge-diffs.ts';
import { mergeEstimates } from './merge-estimates.ts';
import type { Report } from './read-report.ts';

/** Use case: several saved results as one. Throws TG1012 where changes and states are mixed, TG5001 and TG5002 where they do not add up. */
export function mergeReports(reports: readonly Report[]): Report {
  const diffs = reports.filter((each) => each.kind === 'diff');
  const estimates = reports.filter((each) => each.kind === 'estimate');
  const name = reports.length === 1 ? (reports[0]?.name ?? '') : `${reports.length} reports`;
  const [diff, ...moreDiffs] = diffs;
  const [estimate, ...more] = estimates;
  if (diff && estimate) {
    throw new TollgateError('TG1012', `${diff.name} is a diff and ${estimate.name} an estimate.`, {
      hint: 'Merge diffs with diffs, and estimates with estimates.',
    });
  }
  if (diff) return { kind: 'diff', name, document: mergeDiffs([diff, ...moreDiffs]) };
  if (estimate) {
    return {
      kind: 'estimate',
      name,
      document: mergeEstimates([estimate.document, ...more.map((each) => each.document)]),
    };
  }
  throw new TollgateError('TG1012', 'No report is given.', { hint: 'Give one with --path.' });
}
