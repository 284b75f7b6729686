import http from 'node:http';
import { TollgateError } from '../core/errors.ts';
import type { CommentHost, CommentTarget } from '../operations/comment/comment-host.ts';
import type { CommentHostKind } from '../report/comment/host-limits.ts';
import type { CommentSettings } from './environment.ts';

/** What a host is opened with: a target whose token and address are known. */
interface Opening extends CommentTarget {
  readonly token: string;
  readonly url: string | undefined;
}

/** A host: its name, where its token comes from, and how it is opened. */
interface HostKind {
  readonly name: string;
  readonly variable: string;
  readonly flag: string;
  readonly open: (target: Opening) => Promise<CommentHost>;
}

const HOSTS: Readonly<Record<CommentHostKind, HostKind>> = {
  github: { name: 'GitHub', variable: 'GITHUB_TOKEN', flag: '--github-token', open: openGithub },
  gitlab: {
    name: 'GitLab',
    variable: 'GITLAB_TOKEN',
    flag: '--gitlab-token',
    open: async ({ token, repository, number, url }) => {
      const { gitlabComments } = await import('./gitlab.ts');
      return gitlabComments({ token, project: repository, number: requestNumber('GitLab', number), url });
    },
  },
  'azure-repos': {
    name: 'Azure Repos',
    variable: 'AZURE_ACCESS_TOKEN',
    flag: '--azure-access-token',
    open: async ({ token, repository, number }) => {
      const { azureReposComments } = await import('./azure-repos.ts');
      return azureReposComments({ token, repoUrl: repository, number: requestNumber('Azure Repos', number) });
    },
  },
  bitbucket: { name: 'Bitbucket', variable: 'BITBUCKET_TOKEN', flag: '--bitbucket-token', open: openBitbucket },
};

/** The comments of a pull or merge request, reached with the token of a flag or of the environment. Throws TG1012 or TG5015. */
export async function openHost(target: CommentTarget, settings: CommentSettings): Promise<CommentHost> {
  const { name, variable, flag, open } = HOSTS[target.host];
  const token = target.token ?? settings[target.host].token;
  if (token === undefined) {
    throw new TollgateError('TG5015', `No token for ${name} is set.`, {
      hint: `Set ${variable} in the environment, or give ${flag}.`,
    });
  }
  useProxy(settings.proxy);
  return open({ ...target, token, url: target.url ?? settings[target.host].url });
}

async function openGithub({ token, repository, number, url }: Opening): Promise<CommentHost> {
  const [owner = '', repo = '', ...rest] = repository.split('/');
  if (owner === '' || repo === '' || rest.length > 0) {
    throw new TollgateError('TG1012', 'The repository is not of the form OWNER/NAME.');
  }
  const { githubComments } = await import('./github.ts');
  return githubComments({ token, owner, repo, number: requestNumber('GitHub', number), apiUrl: url });
}

/** Bitbucket Cloud where the address is its own or none, else a server. */
async function openBitbucket({ token, repository, number, commit, url }: Opening): Promise<CommentHost> {
  const cloud = url === undefined || /^https:\/\/(?:api\.)?bitbucket\.org(?:\/|$)/i.test(url) || url.endsWith('/2.0');
  if (cloud) {
    const { bitbucketCloudComments } = await import('./bitbucket-cloud.ts');
    const apiUrl = url?.endsWith('/2.0') ? url.slice(0, -'/2.0'.length) : undefined;
    const target = commit === undefined ? { number: requestNumber('Bitbucket', number) } : { commit };
    return bitbucketCloudComments({ token, repository, target, apiUrl });
  }
  const { bitbucketServerComments } = await import('./bitbucket-server.ts');
  return bitbucketServerComments({ token, repository, number: requestNumber('Bitbucket Data Center', number), url });
}

function requestNumber(name: string, number: number | undefined): number {
  if (number !== undefined) return number;
  throw new TollgateError('TG1012', `Tollgate comments no commits on ${name}.`, {
    hint: 'Give the number of the pull request.',
  });
}

/** Node reaches the network through a proxy only where it is told to; releases before 24.14 read NODE_USE_ENV_PROXY instead. */
function useProxy(proxy: CommentSettings['proxy']): void {
  if (Object.keys(proxy).length > 0 && 'setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv({ ...proxy });
}
