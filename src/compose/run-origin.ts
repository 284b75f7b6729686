import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunOrigin } from '../report/formats/run-origin.ts';

const run = promisify(execFile);

/** Longest wait for Git, in milliseconds. */
const TIMEOUT_MS = 5000;

/** What the pipeline tells, completed by the checkout in the working directory; without Git or a checkout the pipeline's word alone. */
export async function runOrigin(pipeline: RunOrigin): Promise<RunOrigin> {
  const git = async (...words: string[]): Promise<string | undefined> => {
    try {
      const { stdout } = await run('git', words, { timeout: TIMEOUT_MS });
      return stdout.trim() || undefined;
    } catch {
      return undefined;
    }
  };
  const [log, branch, remote, folder] = await Promise.all([
    git('log', '-1', '--format=%H%x00%an%x00%ae%x00%cI%x00%B', pipeline.commit ?? 'HEAD'),
    git('rev-parse', '--abbrev-ref', 'HEAD'),
    git('remote', 'get-url', 'origin'),
    git('rev-parse', '--show-prefix'),
  ]);
  const [commit, commitAuthorName, commitAuthorEmail, commitTime, commitMessage] = log?.split('\0') ?? [];
  return {
    commit,
    commitAuthorName,
    commitAuthorEmail,
    commitTime,
    commitMessage: commitMessage?.trim(),
    branch: branch === 'HEAD' ? undefined : branch,
    repositoryUrl: remote === undefined ? undefined : withoutUser(remote),
    repository: remote === undefined ? undefined : nameOf(remote),
    folder: folder?.replace(/\/$/, ''),
    ...pipeline,
  };
}

/** An address may carry a token; none leaves this machine. */
const withoutUser = (remote: string): string => remote.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');

/** `OWNER/NAME` of an address of a repository, over HTTPS or SSH; undefined for a path. */
function nameOf(remote: string): string | undefined {
  const [, path] = /^(?:[a-z+]+:\/\/[^/]+\/|[^/:]+@[^/:]+:)(.+?)(?:\.git)?\/*$/i.exec(remote) ?? [];
  return path;
}
