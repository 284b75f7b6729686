import type { EstimateDocument } from '../report.ts';
import { breakdownOf, type InfracostTotals, summaryOf } from './infracost-breakdown.ts';
import { projectName, type RunOrigin } from './run-origin.ts';

export interface InfracostOptions {
  /** Where the estimate was read from. */
  readonly path: string;
  readonly generatedAt: Date;
  /** Name of the project; absent = as the repository and the path say. */
  readonly project?: string | undefined;
  readonly origin?: RunOrigin | undefined;
}

/** A commit time nobody knows, as Go writes it: the field is required. */
const NO_TIME = '0001-01-01T00:00:00Z';

type Breakdown = ReturnType<typeof breakdownOf>;
type Summary = ReturnType<typeof summaryOf>;

/** A project as Infracost's JSON holds it. */
export interface InfracostProject {
  readonly name: string;
  /** Where it was read from. */
  readonly path: string;
  /** Null where nothing tells what was before, as the difference to it is. */
  readonly past: Breakdown | null;
  readonly now: Breakdown;
  readonly diff: unknown;
  readonly summary: Summary;
}

/** What the root says of all projects together. */
export interface InfracostRoot {
  readonly command: 'breakdown' | 'diff';
  readonly currency: string;
  readonly generatedAt: string;
  readonly past: InfracostTotals | null;
  readonly now: InfracostTotals;
  readonly diff: InfracostTotals | null;
  readonly summary: Summary;
}

/**
 * The estimate in Infracost's JSON 0.2, for scripts that read `totalMonthlyCost` and its siblings. Amounts are decimal strings;
 * what is not known is null, never zero, and so is the past: only a plan tells it, and then a breakdown is written by `infracostDiff`.
 */
export function infracost(document: EstimateDocument, { path, generatedAt, project, origin = {} }: InfracostOptions) {
  const now = breakdownOf(document);
  const summary = summaryOf([document]);
  const root = { past: null, now, diff: null, summary, currency: document.currency };
  const name = project ?? projectName(origin, path);
  return infracostRoot(
    { ...root, command: 'breakdown', generatedAt: generatedAt.toISOString() },
    [{ name, path, past: null, now, diff: null, summary }],
    origin,
  );
}

/** The root both commands write. */
export const infracostRoot = (
  { command, currency, generatedAt, past, now, diff, summary }: InfracostRoot,
  projects: readonly InfracostProject[],
  origin: RunOrigin = {},
) => ({
  version: '0.2',
  metadata: {
    infracostCommand: command,
    ...vcsOf(origin),
  },
  currency,
  projects: projects.map((project) => ({
    name: project.name,
    displayName: '',
    metadata: {
      path: project.path,
      type: 'tollgate_estimate',
      ...(origin.folder !== undefined && origin.folder !== '' && { vcsSubPath: origin.folder }),
    },
    pastBreakdown: project.past,
    breakdown: project.now,
    diff: project.diff,
    summary: project.summary,
  })),
  totalHourlyCost: now.totalHourlyCost,
  totalMonthlyCost: now.totalMonthlyCost,
  totalMonthlyUsageCost: now.totalMonthlyUsageCost,
  pastTotalHourlyCost: past?.totalHourlyCost ?? null,
  pastTotalMonthlyCost: past?.totalMonthlyCost ?? null,
  pastTotalMonthlyUsageCost: past?.totalMonthlyUsageCost ?? null,
  diffTotalHourlyCost: diff?.totalHourlyCost ?? null,
  diffTotalMonthlyCost: diff?.totalMonthlyCost ?? null,
  diffTotalMonthlyUsageCost: diff?.totalMonthlyUsageCost ?? null,
  timeGenerated: generatedAt,
  summary,
});

/** Commit, pull request and run under Infracost's names; the commit's fields are required, the rest is left out where it is unknown. */
const vcsOf = (origin: RunOrigin) => ({
  vcsBranch: origin.branch ?? '',
  vcsCommitSha: origin.commit ?? '',
  vcsCommitAuthorName: origin.commitAuthorName ?? '',
  vcsCommitAuthorEmail: origin.commitAuthorEmail ?? '',
  vcsCommitTimestamp: origin.commitTime ?? NO_TIME,
  vcsCommitMessage: origin.commitMessage ?? '',
  vcsRepositoryUrl: origin.repositoryUrl,
  vcsProvider: origin.provider,
  vcsBaseBranch: origin.baseBranch,
  vcsPullRequestId: origin.pullRequest,
  vcsPullRequestUrl: origin.pullRequestUrl,
  vcsPullRequestTitle: origin.pullRequestTitle,
  vcsPullRequestAuthor: origin.pullRequestAuthor,
  vcsPipelineRunId: origin.pipelineRun,
});
