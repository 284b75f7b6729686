import { z } from 'zod';

const address = z.string().optional();

/** Variables that the commenting reads; workflow runs of GitHub and pipelines of GitLab set most of them. */
export const COMMENT_ENVIRONMENT = {
  GITHUB_TOKEN: z.string().optional(),
  GITHUB_API_URL: address,
  GITHUB_REPOSITORY: z.string().optional(),
  GITHUB_STEP_SUMMARY: z.string().optional(),
  GITLAB_TOKEN: z.string().optional(),
  CI_SERVER_URL: address,
  CI_PROJECT_PATH: z.string().optional(),
  CI_MERGE_REQUEST_IID: z.string().optional(),
  HTTP_PROXY: z.string().optional(),
  HTTPS_PROXY: z.string().optional(),
  NO_PROXY: z.string().optional(),
  http_proxy: z.string().optional(),
  https_proxy: z.string().optional(),
  no_proxy: z.string().optional(),
};

/** Where comments go and with which token, as the environment tells it. */
export interface CommentSettings {
  readonly github: HostSettings;
  readonly gitlab: HostSettings;
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

type Environment = z.infer<z.ZodObject<typeof COMMENT_ENVIRONMENT>>;

export const commentSettingsOf = (environment: Environment): CommentSettings => ({
  github: {
    token: environment.GITHUB_TOKEN,
    url: environment.GITHUB_API_URL,
    repository: environment.GITHUB_REPOSITORY,
    number: undefined,
  },
  gitlab: {
    token: environment.GITLAB_TOKEN,
    url: environment.CI_SERVER_URL,
    repository: environment.CI_PROJECT_PATH,
    number: environment.CI_MERGE_REQUEST_IID,
  },
  jobSummary: environment.GITHUB_STEP_SUMMARY,
  proxy: Object.fromEntries(
    PROXY_NAMES.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
});
