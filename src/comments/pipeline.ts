import type { RunOrigin } from '../report/formats/run-origin.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the variables of a pipeline tell of its run: GitHub Actions, GitLab CI, Azure Pipelines, Bitbucket Pipelines, Jenkins, Atlantis. */
export function pipelineOf(environment: Environment): RunOrigin {
  const read: Read = (name) => environment[name] || undefined;
  const reader = PIPELINES.find(({ marker }) => read(marker) !== undefined);
  return reader ? withoutUnknown(reader.origin(read)) : {};
}

type Read = (name: string) => string | undefined;

const PIPELINES: readonly { readonly marker: string; readonly origin: (read: Read) => RunOrigin }[] = [
  { marker: 'GITHUB_ACTIONS', origin: github },
  { marker: 'GITLAB_CI', origin: gitlab },
  { marker: 'TF_BUILD', origin: azure },
  { marker: 'BITBUCKET_BUILD_NUMBER', origin: bitbucket },
  { marker: 'ATLANTIS_TERRAFORM_VERSION', origin: atlantis },
  { marker: 'JENKINS_URL', origin: jenkins },
];

function github(read: Read): RunOrigin {
  const [server, repository, run] = [read('GITHUB_SERVER_URL'), read('GITHUB_REPOSITORY'), read('GITHUB_RUN_ID')];
  const url = joined(server, repository);
  const number = /^refs\/pull\/(\d+)\//.exec(read('GITHUB_REF') ?? '')?.[1];
  return {
    provider: 'github',
    repository,
    repositoryUrl: url,
    branch: read('GITHUB_HEAD_REF') ?? read('GITHUB_REF_NAME'),
    baseBranch: read('GITHUB_BASE_REF'),
    commit: read('GITHUB_SHA'),
    pullRequest: number,
    pullRequestUrl: joined(url, 'pull', number),
    pipelineRun: run,
    runUrl: joined(url, 'actions/runs', run),
  };
}

function gitlab(read: Read): RunOrigin {
  return {
    provider: 'gitlab',
    repository: read('CI_PROJECT_PATH'),
    repositoryUrl: read('CI_PROJECT_URL'),
    branch: read('CI_MERGE_REQUEST_SOURCE_BRANCH_NAME') ?? read('CI_COMMIT_REF_NAME'),
    baseBranch: read('CI_MERGE_REQUEST_TARGET_BRANCH_NAME'),
    commit: read('CI_COMMIT_SHA'),
    commitTime: read('CI_COMMIT_TIMESTAMP'),
    commitMessage: read('CI_COMMIT_MESSAGE'),
    pullRequest: read('CI_MERGE_REQUEST_IID'),
    pullRequestTitle: read('CI_MERGE_REQUEST_TITLE'),
    pullRequestUrl: joined(read('CI_MERGE_REQUEST_PROJECT_URL'), '-/merge_requests', read('CI_MERGE_REQUEST_IID')),
    pullRequestAuthor: read('GITLAB_USER_LOGIN'),
    pipelineRun: read('CI_PIPELINE_ID'),
    runUrl: read('CI_JOB_URL'),
  };
}

function azure(read: Read): RunOrigin {
  const collection = read('SYSTEM_COLLECTIONURI')?.replace(/\/+$/, '');
  const project = read('SYSTEM_TEAMPROJECT');
  const number = read('SYSTEM_PULLREQUEST_PULLREQUESTID');
  const url = read('BUILD_REPOSITORY_URI');
  return {
    provider: 'azure_repos',
    repository: read('BUILD_REPOSITORY_NAME'),
    repositoryUrl: url,
    branch: branchOf(read('SYSTEM_PULLREQUEST_SOURCEBRANCH') ?? read('BUILD_SOURCEBRANCH')),
    baseBranch: branchOf(read('SYSTEM_PULLREQUEST_TARGETBRANCH')),
    commit: read('BUILD_SOURCEVERSION'),
    commitAuthorName: read('BUILD_SOURCEVERSIONAUTHOR'),
    commitMessage: read('BUILD_SOURCEVERSIONMESSAGE'),
    pullRequest: number,
    pullRequestUrl: joined(url, 'pullrequest', number),
    pipelineRun: read('BUILD_BUILDID'),
    runUrl: joined(collection, project, withBuild(read('BUILD_BUILDID'))),
  };
}

const withBuild = (id: string | undefined): string | undefined =>
  id === undefined ? undefined : `_build/results?buildId=${id}`;

function bitbucket(read: Read): RunOrigin {
  const url = read('BITBUCKET_GIT_HTTP_ORIGIN');
  const number = read('BITBUCKET_PR_ID');
  return {
    provider: 'bitbucket',
    repository: read('BITBUCKET_REPO_FULL_NAME'),
    repositoryUrl: url,
    branch: read('BITBUCKET_BRANCH'),
    baseBranch: read('BITBUCKET_PR_DESTINATION_BRANCH'),
    commit: read('BITBUCKET_COMMIT'),
    pullRequest: number,
    pullRequestUrl: joined(url, 'pull-requests', number),
    pipelineRun: read('BITBUCKET_BUILD_NUMBER'),
    runUrl: joined(url, 'pipelines/results', read('BITBUCKET_BUILD_NUMBER')),
  };
}

function atlantis(read: Read): RunOrigin {
  const [owner, name] = [read('BASE_REPO_OWNER'), read('BASE_REPO_NAME')];
  return {
    repository: owner === undefined || name === undefined ? undefined : `${owner}/${name}`,
    branch: read('HEAD_BRANCH_NAME'),
    baseBranch: read('BASE_BRANCH_NAME'),
    commit: read('HEAD_COMMIT'),
    pullRequest: read('PULL_NUM'),
    pullRequestUrl: read('PULL_URL'),
    pullRequestAuthor: read('PULL_AUTHOR'),
  };
}

function jenkins(read: Read): RunOrigin {
  return {
    repositoryUrl: read('GIT_URL'),
    branch: read('CHANGE_BRANCH') ?? read('BRANCH_NAME') ?? read('GIT_BRANCH'),
    baseBranch: read('CHANGE_TARGET'),
    commit: read('GIT_COMMIT'),
    pullRequest: read('CHANGE_ID'),
    pullRequestTitle: read('CHANGE_TITLE'),
    pullRequestUrl: read('CHANGE_URL'),
    pullRequestAuthor: read('CHANGE_AUTHOR'),
    pipelineRun: read('BUILD_ID'),
    runUrl: read('BUILD_URL'),
  };
}

const branchOf = (ref: string | undefined): string | undefined => ref?.replace(/^refs\/heads\//, '');

/** Parts of an address; undefined where one is unknown. */
function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('/');
}

const withoutUnknown = (origin: RunOrigin): RunOrigin =>
  Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== undefined));
