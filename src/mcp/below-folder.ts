import { glob, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { TollgateError } from '../core/errors.ts';
import type { FileAccess } from '../operations/inputs/given-files.ts';
import type { Disk } from '../operations/operation.ts';
import type { Services } from '../operations/services.ts';

/**
 * The files below one folder, and none else, also once links are followed: what asks is a program that may have been talked into
 * asking for anything. Throws TG1007 for a path outside, as for a file that does not exist.
 */
export function belowFolder(
  folder: string,
  services: Pick<Services, 'readFile' | 'kindOf'>,
  isOnline: boolean,
): FileAccess & Disk {
  const root = realpath(folder);
  const isBelow = async (path: string): Promise<boolean> => {
    const real = await realpath(resolve(folder, path)).catch(() => resolve(folder, path));
    const way = relative(await root, real);
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  };
  const check = async (path: string): Promise<void> => {
    if (!(await isBelow(path))) throw outside(path);
  };
  const readFile = async (path: string): Promise<Uint8Array> => {
    await check(path);
    return services.readFile(path);
  };
  return {
    folder,
    readFile,
    open: readFile,
    kindOf: async (path) => ((await isBelow(path)) ? services.kindOf(path) : undefined),
    allow: async (path) => {
      if (/^[a-z][a-z0-9]*:\/\//i.test(path)) {
        if (isOnline) return;
        throw new TollgateError('TG1007', `${path} cannot be read: the server is offline.`, {
          hint: 'Start it as tollgate mcp --online, or give files.',
        });
      }
      for await (const each of filesOf(path)) await check(each);
    },
  };
}

/** Everything that a path, folder or pattern leads to. */
async function* filesOf(path: string): AsyncGenerator<string> {
  yield path.replace(/[*?[{].*$/s, '') || '.';
  if (/[*?[{]/.test(path)) yield* glob(path);
  else if ((await stat(path).catch(() => undefined))?.isDirectory() === true) {
    for (const name of await readdir(path, { recursive: true })) yield join(path, name);
  }
}

const outside = (path: string): TollgateError =>
  new TollgateError('TG1007', `${path} cannot be read: it lies outside the working directory of the server.`, {
    hint: 'Give a path below the folder that tollgate mcp was started in.',
  });
