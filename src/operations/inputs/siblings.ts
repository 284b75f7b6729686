import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import { documentOf } from './load-network.ts';

/**
 * Reads files beside an input, for inputs that name others (nested templates, the stacks of a CDK assembly). Only files below the
 * input's own folder or the working directory are read: a template must not point Tollgate at anything else.
 */
export function siblingsOf(input: string, readFile: (path: string) => Promise<Uint8Array>) {
  const folder = resolve(dirname(input));
  return async (path: string): Promise<InputDocument | undefined> => {
    const file = resolve(folder, path);
    if (![folder, resolve('.')].some((root) => within(root, file))) return undefined;
    // A link that lies inside and leads outside is no way out either.
    const [real, ...roots] = await Promise.all([realOf(file), realOf(folder), realOf(resolve('.'))]);
    if (!roots.some((root) => within(root, real))) return undefined;
    try {
      return await documentOf({ name: file, content: await readFile(file) });
    } catch (error) {
      if (error instanceof TollgateError && error.code === 'TG1007') return undefined;
      throw error;
    }
  };
}

/** Where a path leads once links are followed; a path that does not exist stays what it is. */
const realOf = (path: string): Promise<string> => realpath(path).catch(() => path);

const within = (folder: string, file: string): boolean => {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
};
