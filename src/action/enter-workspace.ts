import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TollgateError } from '../core/errors.ts';

/** Makes the folder of `working-directory` the one that paths start from. Throws TG5020 where it is none. */
export async function enterWorkspace(workspace: string | undefined, folder: string): Promise<void> {
  if (folder === '' && !workspace) return;
  const path = join(workspace ?? '.', folder);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new TollgateError('TG5020', `The input working-directory names no folder: ${folder || path}.`, {
      hint: 'Give a folder below the workspace, and check the repository out in an earlier step.',
    });
  }
  process.chdir(path);
}
