import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the embedded database lives. */
export const stateDirOf = (dataDir: string): string => join(dataDir, 'state');

/** Whether there is a state database already: looking must not make one. */
export const hasState = (options: { readonly dataDir: string; readonly databaseUrl: string | undefined }): boolean =>
  options.databaseUrl !== undefined || existsSync(stateDirOf(options.dataDir));
