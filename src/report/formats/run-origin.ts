/** Where a run comes from, as its pipeline and its checkout tell. What is not known is absent. */
export interface RunOrigin {
  /** `github`, `gitlab`, `azure_repos`, `bitbucket`. */
  readonly provider?: string | undefined;
  /** `OWNER/NAME`. */
  readonly repository?: string | undefined;
  readonly repositoryUrl?: string | undefined;
  readonly branch?: string | undefined;
  readonly baseBranch?: string | undefined;
  readonly commit?: string | undefined;
  readonly commitAuthorName?: string | undefined;
  readonly commitAuthorEmail?: string | undefined;
  /** RFC 3339. */
  readonly commitTime?: string | undefined;
  readonly commitMessage?: string | undefined;
  readonly pullRequest?: string | undefined;
  readonly pullRequestUrl?: string | undefined;
  readonly pullRequestTitle?: string | undefined;
  readonly pullRequestAuthor?: string | undefined;
  readonly pipelineRun?: string | undefined;
  /** Page of the run, where people read its log. */
  readonly runUrl?: string | undefined;
  /** The working directory below the root of the repository, `''` at the root. */
  readonly folder?: string | undefined;
}

/** The name of a project as Infracost makes it: repository and path. */
export function projectName({ repository, folder = '' }: RunOrigin, path: string): string {
  if (repository === undefined || path.startsWith('/')) return path;
  const parts = [folder, path].flatMap((each) => each.split('/')).filter((each) => each !== '' && each !== '.');
  return [repository, ...parts].join('/');
}
