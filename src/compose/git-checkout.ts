import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TollgateError } from '../core/errors.ts';
import type { Checkout } from '../operations/operation.ts';

const run = promisify(execFile);

/** Longest wait for Git, in milliseconds: a large repository takes seconds. */
const TIMEOUT_MS = 120_000;

/**
 * The whole tree of a revision in a folder of its own, so that modules beside the one that is read are there too. Only objects of the
 * repository are read: its index, work tree and list of worktrees stay as they are, and no hook runs. Undefined where `folder` is in no
 * repository. Throws TG1208 where Git does not know the revision.
 */
export async function checkoutRevision(revision: string, folder: string): Promise<Checkout | undefined> {
  const git = async (words: readonly string[], env: Record<string, string> = {}): Promise<string | undefined> => {
    const options = { cwd: folder, timeout: TIMEOUT_MS, maxBuffer: 1 << 20, env: { ...process.env, ...env } };
    return run('git', words, options).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
  };
  const top = await git(['rev-parse', '--show-toplevel']);
  if (!top) return undefined;
  const commit = (await commitOf(revision, git)) ?? (await commitOf(`refs/remotes/origin/${revision}`, git));
  if (!commit) throw unknownRevision(revision);
  const path = await realpath(await mkdtemp(join(tmpdir(), 'tollgate-revision-')));
  const remove = (): Promise<void> => rm(path, { recursive: true, force: true });
  const index = { GIT_INDEX_FILE: join(path, '.tollgate-index') };
  const read = await git(['-C', top, 'read-tree', commit], index);
  const written =
    read === undefined ? undefined : await git(['-C', top, 'checkout-index', '--all', `--prefix=${path}/`], index);
  if (written === undefined) {
    await remove();
    throw unknownRevision(revision);
  }
  return { path, repository: await realpath(top), remove };
}

type Git = (words: readonly string[]) => Promise<string | undefined>;

/** A word that begins with a dash would be an option. */
const commitOf = async (revision: string, git: Git): Promise<string | undefined> =>
  revision.startsWith('-')
    ? undefined
    : (await git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])) || undefined;

const unknownRevision = (revision: string): TollgateError =>
  new TollgateError(
    'TG1208',
    `${revision.slice(0, 200)} is neither a file, a folder nor a revision that Git knows here.`,
    {
      hint: 'Give a file, a checkout of the base commit, or a branch, tag or commit. A pipeline fetches it first: git fetch --depth=1 origin BRANCH, or fetch-depth: 0 for actions/checkout.',
    },
  );
