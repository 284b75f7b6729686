import type { EstimateDocument } from '../report.ts';
import { breakdownOf, type InfracostTotals, summaryOf } from './infracost-breakdown.ts';

export interface InfracostOptions {
  /** Where the estimate was read from. */
  readonly path: string;
  readonly generatedAt: Date;
}

/** A commit time nobody knows, as Go writes it: the field is required. */
const NO_TIME = '0001-01-01T00:00:00Z';

const NO_COST: InfracostTotals = { totalHourlyCost: '0', totalMonthlyCost: '0', totalMonthlyUsageCost: '0' };

type Breakdown = ReturnType<typeof breakdownOf>;

/** The parts of Infracost's root that differ between a breakdown and a diff. */
interface Sides {
  readonly command: 'breakdown' | 'diff';
  readonly past: Omit<Breakdown, 'freeResources'> | Breakdown;
  readonly now: Breakdown;
  readonly diff: unknown;
  readonly diffTotals: InfracostTotals;
}

/**
 * The estimate in Infracost's JSON 0.2, for scripts that read `totalMonthlyCost` and its siblings. Amounts are decimal strings;
 * what is not known is null, never zero. A breakdown has no past, so `diff` equals it.
 */
export function infracost(document: EstimateDocument, options: InfracostOptions) {
  const now = breakdownOf(document);
  const past = { resources: [], ...NO_COST };
  return infracostRoot(document, { command: 'breakdown', past, now, diff: now, diffTotals: now }, options);
}

/** The root both commands write. `document` is the side after the change. */
export function infracostRoot(
  document: EstimateDocument,
  { command, past, now, diff, diffTotals }: Sides,
  { path, generatedAt }: InfracostOptions,
) {
  const summary = summaryOf(document);
  return {
    version: '0.2',
    metadata: {
      infracostCommand: command,
      vcsBranch: '',
      vcsCommitSha: '',
      vcsCommitAuthorName: '',
      vcsCommitAuthorEmail: '',
      vcsCommitTimestamp: NO_TIME,
      vcsCommitMessage: '',
    },
    currency: document.currency,
    projects: [
      {
        name: path,
        displayName: '',
        metadata: { path, type: 'tollgate_estimate' },
        pastBreakdown: past,
        breakdown: now,
        diff,
        summary,
      },
    ],
    totalHourlyCost: now.totalHourlyCost,
    totalMonthlyCost: now.totalMonthlyCost,
    totalMonthlyUsageCost: now.totalMonthlyUsageCost,
    pastTotalHourlyCost: past.totalHourlyCost,
    pastTotalMonthlyCost: past.totalMonthlyCost,
    pastTotalMonthlyUsageCost: past.totalMonthlyUsageCost,
    diffTotalHourlyCost: diffTotals.totalHourlyCost,
    diffTotalMonthlyCost: diffTotals.totalMonthlyCost,
    diffTotalMonthlyUsageCost: diffTotals.totalMonthlyUsageCost,
    timeGenerated: generatedAt.toISOString(),
    summary,
  };
}
