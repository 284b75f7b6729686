/** Where comments go and with which token, as the environment tells it. */
export interface CommentSettings {
  readonly github: HostSettings;
  readonly gitlab: HostSettings;
  readonly 'azure-repos': HostSettings;
  readonly bitbucket: HostSettings;
  /** File of the workflow run's job summary. */
  readonly jobSummary: string | undefined;
  /** Proxy variables, under the names programs agree on. */
  readonly proxy: Readonly<Record<string, string>>;
}

interface HostSettings {
  readonly token: string | undefined;
  readonly url: string | undefined;
  readonly repository: string | undefined;
  /** Number of the merge request the pipeline runs for. */
  readonly number: string | undefined;
}

const PROXY_NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'] as const;

/** Reads the variables that runs of GitHub Actions, GitLab CI, Azure Pipelines and Bitbucket Pipelines set. An empty variable counts as absent. */
export function commentSettingsOf(environment: Readonly<Record<string, string | undefined>>): CommentSettings {
  const text = (name: string): string | undefined => environment[name] || undefined;
  return {
    github: {
      token: text('GITHUB_TOKEN'),
      url: text('GITHUB_API_URL'),
      repository: text('GITHUB_REPOSITORY'),
      number: /^refs\/pull\/(\d+)\//.exec(text('GITHUB_REF') ?? '')?.[1],
    },
    gitlab: {
      token: text('GITLAB_TOKEN'),
      url: text('CI_SERVER_URL'),
      repository: text('CI_PROJECT_PATH'),
      number: text('CI_MERGE_REQUEST_IID'),
    },
    'azure-repos': {
      token: text('AZURE_ACCESS_TOKEN') ?? text('SYSTEM_ACCESSTOKEN'),
      url: undefined,
      repository: text('BUILD_REPOSITORY_URI'),
      number: text('SYSTEM_PULLREQUEST_PULLREQUESTID'),
    },
    bitbucket: {
      token: text('BITBUCKET_TOKEN'),
      url: text('BITBUCKET_SERVER_URL'),
      repository: text('BITBUCKET_REPO_FULL_NAME'),
      number: text('BITBUCKET_PR_ID'),
    },
    jobSummary: text('GITHUB_STEP_SUMMARY'),
    proxy: Object.fromEntries(
      PROXY_NAMES.flatMap((name) => {
        const value = text(name);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}
