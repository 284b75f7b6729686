import { Argument, Option } from '@commander-js/extra-typings';
import { BEHAVIORS } from '../../operations/comment/post-comment.ts';
import type { CommandModule } from '../command.ts';
import { runComment } from '../comment/run-comment.ts';
import { requirePath } from '../options.ts';

export const comment: CommandModule = {
  name: 'comment',
  summary: 'post a saved diff on a pull or merge request',
  build(command, { host, flags, action }) {
    command
      .addArgument(new Argument('<host>', 'where the request is').choices(['github', 'gitlab'] as const))
      .option('-p, --path <file>', 'diff written by tollgate diff --format json; - reads standard input')
      .option(
        '--repo <name>',
        'OWNER/NAME on GitHub, path or number of the project on GitLab (default: of the running job)',
      )
      .option('--pull-request <number>', 'number of the pull request on GitHub')
      .option('--merge-request <number>', 'number of the merge request on GitLab (default: of the running pipeline)')
      .addOption(
        new Option('--behavior <behavior>', 'what happens with earlier comments')
          .choices(BEHAVIORS)
          .default('update' as const),
      )
      .option('--tag <tag>', 'one comment per tag, such as an environment', 'default')
      .option('--title <text>', 'a word for the head of the report')
      .option('--skip-no-diff', 'post no first comment where nothing changed')
      .option('--dry-run', 'print the comment and post nothing')
      .option('--api-url <url>', 'API of GitHub Enterprise (https://HOST/api/v3), or address of a GitLab server')
      .addHelpText('after', '\nThe token is read from GITHUB_TOKEN or GITLAB_TOKEN.')
      .action(
        action(async (where, { pullRequest, mergeRequest, apiUrl, ...options }) => {
          const path = requirePath(options.path);
          const services = await host.services(flags());
          const number = where === 'github' ? pullRequest : mergeRequest;
          return runComment({ ...options, path, host: where, number, url: apiUrl }, host, services);
        }),
      );
  },
};
