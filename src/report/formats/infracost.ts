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
type Summary = ReturnType<typeof summaryOf>;

/** A project as Infracost's JSON holds it. */
export interface InfracostProject {
  readonly name: string;
  /** Where it was read from. */
  readonly path: string;
  readonly past: Omit<Breakdown, 'freeResources'> | Breakdown;
  readonly now: Breakdown;
  readonly diff: unknown;
  readonly summary: Summary;
}

/** What the root says of all projects together. */
export interface InfracostRoot {
  readonly command: 'breakdown' | 'diff';
  readonly currency: string;
  readonly generatedAt: string;
  readonly past: InfracostTotals;
  readonly now: InfracostTotals;
  readonly diff: InfracostTotals;
  readonly summary: Summary;
}

/**
 * The estimate in Infracost's JSON 0.2, for scripts that read `totalMonthlyCost` and its siblings. Amounts are decimal strings;
 * what is not known is null, never zero. A breakdown has no past, so `diff` equals it.
 */
export function infracost(document: EstimateDocument, { path, generatedAt }: InfracostOptions) {
  const now = breakdownOf(document);
  const past = { resources: [], ...NO_COST };
  const summary = summaryOf([document]);
  const root = { past: NO_COST, now, diff: now, summary, currency: document.currency };
  return infracostRoot({ ...root, command: 'breakdown', generatedAt: generatedAt.toISOString() }, [
    { name: path, path, past, now, diff: now, summary },
  ]);
}

/** The root both commands write. */
export const infracostRoot = (
  { command, currency, generatedAt, past, now, diff, summary }: InfracostRoot,
  projects: readonly InfracostProject[],
) => ({
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
  currency,
  projects: projects.map((project) => ({
    name: project.name,
    displayName: '',
    metadata: { path: project.path, type: 'tollgate_estimate' },
    pastBreakdown: project.past,
    breakdown: project.now,
    diff: project.diff,
    summary: project.summary,
  })),
  totalHourlyCost: now.totalHourlyCost,
  totalMonthlyCost: now.totalMonthlyCost,
  totalMonthlyUsageCost: now.totalMonthlyUsageCost,
  pastTotalHourlyCost: past.totalHourlyCost,
  pastTotalMonthlyCost: past.totalMonthlyCost,
  pastTotalMonthlyUsageCost: past.totalMonthlyUsageCost,
  diffTotalHourlyCost: diff.totalHourlyCost,
  diffTotalMonthlyCost: diff.totalMonthlyCost,
  diffTotalMonthlyUsageCost: diff.totalMonthlyUsageCost,
  timeGenerated: generatedAt,
  summary,
});
