import { Argument, Option } from '@commander-js/extra-typings';
import { TollgateError } from '../../core/errors.ts';
import { BEHAVIORS } from '../../operations/comment/post-comment.ts';
import { kebab } from '../../operations/options/parse-options.ts';
import { COMMENT_HOSTS, type CommentHostKind } from '../../report/comment/host-limits.ts';
import type { CommandModule } from '../command.ts';
import { type CommentCommandOptions, runComment } from '../comment/run-comment.ts';
import { repeated, requirePath } from '../options.ts';

export const comment: CommandModule = {
  name: 'comment',
  summary: 'post a saved diff on a pull or merge request',
  build(command, { host, flags, action }) {
    command
      .addArgument(new Argument('<host>', 'where the request is').choices(COMMENT_HOSTS))
      .option(
        '-p, --path <file>',
        "saved diff, or Infracost's JSON; - reads standard input; several, or a quoted glob, are one report",
        repeated,
      )
      .option('--comment-path <file>', 'Markdown to post in the place of the report')
      .option(
        '--repo <name>',
        'OWNER/NAME on GitHub, path or number of the project on GitLab, WORKSPACE/NAME on Bitbucket (default: of the running job)',
      )
      .option('--repo-url <url>', 'repository on Azure Repos: https://dev.azure.com/ORG/PROJECT/_git/REPO')
      .option('--pull-request <number>', 'number of the pull request (default: of the running job)')
      .option('--merge-request <number>', 'number of the merge request on GitLab (default: of the running pipeline)')
      .option('--commit <sha>', 'comment on a commit instead (Bitbucket Cloud)')
      .option('--github-token <token>', 'instead of GITHUB_TOKEN')
      .option('--gitlab-token <token>', 'instead of GITLAB_TOKEN')
      .option('--azure-access-token <token>', 'instead of AZURE_ACCESS_TOKEN or SYSTEM_ACCESSTOKEN')
      .option('--bitbucket-token <token>', 'instead of BITBUCKET_TOKEN; USER:APP-PASSWORD on Bitbucket Cloud')
      .addOption(
        new Option('--behavior <behavior>', 'what happens with earlier comments')
          .choices(BEHAVIORS)
          .default('update' as const),
      )
      .option('--tag <tag>', 'one comment per tag, such as an environment', 'default')
      .option('--title <text>', 'a word for the head of the report')
      .option('--skip-no-diff', 'post no first comment where nothing changed')
      .option('--dry-run', 'print the comment and post nothing')
      .option(
        '--api-url <url>',
        'API of GitHub Enterprise (https://HOST/api/v3), or address of a GitLab or Bitbucket server',
      )
      .option('--github-api-url <url>', 'the same for GitHub')
      .option('--gitlab-server-url <url>', 'the same for GitLab')
      .option('--bitbucket-server-url <url>', 'the same for Bitbucket Data Center')
      .addHelpText(
        'after',
        '\nThe token is read from GITHUB_TOKEN, GITLAB_TOKEN, AZURE_ACCESS_TOKEN or BITBUCKET_TOKEN: a flag shows in the list of processes.',
      )
      .action(
        action(async (where, flagsGiven) => {
          if (flagsGiven.commentPath === undefined) requirePath(flagsGiven.path?.[0]);
          const services = host.services(flags());
          return runComment(optionsOf(where, flagsGiven), host, services);
        }),
      );
  },
};

/** Flags that one host alone has; what belongs to another is refused. */
const OWN: Readonly<Record<CommentHostKind, readonly (keyof CommentFlags)[]>> = {
  github: ['githubToken', 'githubApiUrl'],
  gitlab: ['gitlabToken', 'gitlabServerUrl', 'mergeRequest'],
  'azure-repos': ['azureAccessToken', 'repoUrl'],
  bitbucket: ['bitbucketToken', 'bitbucketServerUrl', 'commit'],
};

/** Flags for one thing: of two of them one would be passed over. */
const SAME: readonly (readonly (keyof CommentFlags)[])[] = [
  ['repo', 'repoUrl'],
  ['pullRequest', 'mergeRequest', 'commit'],
  ['apiUrl', 'githubApiUrl', 'gitlabServerUrl', 'bitbucketServerUrl'],
];

interface CommentFlags extends Omit<CommentCommandOptions, 'host' | 'paths' | 'number' | 'url' | 'token'> {
  readonly path?: readonly string[] | undefined;
  readonly apiUrl?: string | undefined;
  readonly repoUrl?: string | undefined;
  readonly pullRequest?: string | undefined;
  readonly mergeRequest?: string | undefined;
  readonly githubToken?: string | undefined;
  readonly gitlabToken?: string | undefined;
  readonly azureAccessToken?: string | undefined;
  readonly bitbucketToken?: string | undefined;
  readonly githubApiUrl?: string | undefined;
  readonly gitlabServerUrl?: string | undefined;
  readonly bitbucketServerUrl?: string | undefined;
}

function optionsOf(host: CommentHostKind, given: CommentFlags): CommentCommandOptions {
  for (const [other, names] of Object.entries(OWN)) {
    const foreign = other === host ? undefined : names.find((name) => given[name] !== undefined);
    if (foreign === undefined) continue;
    throw new TollgateError('TG1012', `--${kebab(foreign)} is no flag of comment ${host}.`, {
      hint: `It belongs to comment ${other}.`,
    });
  }
  for (const names of SAME) {
    const twice = names.filter((name) => given[name] !== undefined);
    if (twice.length < 2) continue;
    throw new TollgateError('TG1012', `${twice.map((name) => `--${kebab(name)}`).join(' and ')} are given.`, {
      hint: 'They mean the same: give one of them.',
    });
  }
  return {
    ...given,
    host,
    paths: given.path ?? [],
    repo: given.repo ?? given.repoUrl,
    number: given.mergeRequest ?? given.pullRequest,
    token: given.githubToken ?? given.gitlabToken ?? given.azureAccessToken ?? given.bitbucketToken,
    url: given.apiUrl ?? given.githubApiUrl ?? given.gitlabServerUrl ?? given.bitbucketServerUrl,
  };
}
