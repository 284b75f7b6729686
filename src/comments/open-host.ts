import http from 'node:http';
import { TollgateError } from '../core/errors.ts';
import type { CommentHost, CommentTarget } from '../operations/comment/comment-host.ts';
import type { CommentSettings } from './environment.ts';

/** The comments of a pull or merge request, reached with the token of the environment. Throws TG1012 or TG5015. */
export async function openHost(target: CommentTarget, settings: CommentSettings): Promise<CommentHost> {
  const { host, repository, number } = target;
  const { token, url } = settings[host];
  if (token === undefined) {
    throw new TollgateError('TG5015', `No token for ${host === 'github' ? 'GitHub' : 'GitLab'} is set.`, {
      hint: `Set ${host === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN'} in the environment.`,
    });
  }
  useProxy(settings.proxy);
  const address = target.url ?? url;
  if (host === 'gitlab') {
    const { gitlabComments } = await import('./gitlab.ts');
    return gitlabComments({ token, project: repository, number, url: address });
  }
  const [owner = '', repo = '', ...rest] = repository.split('/');
  if (owner === '' || repo === '' || rest.length > 0) {
    throw new TollgateError('TG1012', 'The repository is not of the form OWNER/NAME.');
  }
  const { githubComments } = await import('./github.ts');
  return githubComments({ token, owner, repo, number, apiUrl: address });
}

/** Node reaches the network through a proxy only where it is told to; releases before 24.14 read NODE_USE_ENV_PROXY instead. */
function useProxy(proxy: CommentSettings['proxy']): void {
  if (Object.keys(proxy).length > 0 && 'setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv({ ...proxy });
}
