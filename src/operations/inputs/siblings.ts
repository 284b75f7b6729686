import { readdir, readFile as readText, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { TollgateError } from '../../core/errors.ts';
import type { ReadSibling } from '../../topology/topology-source.ts';
import { documentOf } from './load-network.ts';

/**
 * Reads files beside an input, for inputs that name others (nested templates, the stacks of a CDK assembly). Only files below the
 * input's own folder, the checkout it is part of or the working directory are read: a template must not point Tollgate at anything else.
 */
export function siblingsOf(
  input: string,
  readFile: (path: string) => Promise<Uint8Array>,
  checkout?: string,
): ReadSibling {
  const folder = resolve(dirname(input));
  return async (path) => {
    const file = resolve(folder, path);
    if (!(await isInside(file, folder, checkout))) return undefined;
    try {
      return await documentOf({ name: file, content: await readFile(file) });
    } catch (error) {
      if (error instanceof TollgateError && error.code === 'TG1007') return undefined;
      throw error;
    }
  };
}

/** Files of Terraform source, and the list of the modules that were installed. */
const SOURCE_FILE = /\.tf$|\.tf\.json$|\.tfvars$|\.tfvars\.json$|^modules\.json$/;

/** Source files read of one input at the most, and the largest one in bytes: a folder of anything else ends early. */
const MOST_FILES = 5_000;
const LARGEST_FILE = 4 * 2 ** 20;

/** The same for an input that is a folder itself: whole folders of source are read. Throws TG1006 beyond the limits. */
export function foldersOf(
  input: string,
  readFile: (path: string) => Promise<Uint8Array>,
  environment?: ReadSibling['environment'],
  checkout?: string,
): ReadSibling {
  const root = resolve(input);
  let files = 0;
  let tree: string | undefined;
  const folder = async (path: string): Promise<ReadonlyMap<string, string> | undefined> => {
    const place = resolve(root, path);
    tree ??= checkout ?? (await repositoryOf(root));
    if (!(await isInside(place, root, tree))) return undefined;
    const entries = await readdir(place, { withFileTypes: true }).catch(() => undefined);
    const names = entries?.flatMap((entry) => (entry.isFile() && SOURCE_FILE.test(entry.name) ? [entry.name] : []));
    files += names?.length ?? 0;
    if (files > MOST_FILES) throw tooLarge(input, `more than ${MOST_FILES} source files`);
    return (
      names &&
      new Map(await Promise.all(names.map(async (name) => [name, await sourceText(join(place, name))] as const)))
    );
  };
  return Object.assign(siblingsOf(join(root, 'main.tf'), readFile, checkout), { folder, environment });
}

async function sourceText(file: string): Promise<string> {
  if ((await stat(file)).size > LARGEST_FILE) throw tooLarge(file, `more than ${LARGEST_FILE} bytes`);
  return readText(file, 'utf8');
}

const tooLarge = (file: string, what: string): TollgateError =>
  new TollgateError('TG1006', `${file} holds ${what}.`, {
    location: { file },
    hint: 'Give the folder of one root module.',
  });

/** Whether a path lies in the input's own folder, the checkout it is part of or the working directory, also once links are followed. */
async function isInside(file: string, folder: string, checkout = folder): Promise<boolean> {
  const allowed = [folder, resolve(checkout), resolve('.')];
  if (!allowed.some((root) => within(root, file))) return false;
  const [real, ...roots] = await Promise.all([file, ...allowed].map(realOf));
  return roots.some((root) => within(root, real ?? file));
}

/** The repository that a folder of source is part of: its modules often lie beside it. The folder itself where it is in none. */
async function repositoryOf(folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    if (await stat(join(at, '.git')).catch(() => undefined)) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Where a path leads once links are followed; a path that does not exist stays what it is. */
const realOf = (path: string): Promise<string> => realpath(path).catch(() => path);

const within = (folder: string, file: string): boolean => {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
};
