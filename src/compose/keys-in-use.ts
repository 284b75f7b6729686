import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessServices, Services } from '../operations/services.ts';
import type { StateLocation } from './database.ts';

/** Milliseconds for which the answer "no key yet" of a server serves. */
const FRESH_MS = 1000;

/** A file beside the embedded database, made before its first key: without it nobody needs to open that database to look. */
export const keysMark = (dataDir: string): string => join(dataDir, 'keys-in-use');

/** Tells whether a key was ever made. A server is asked, because other processes share it; it is not asked again after a yes. */
export function createKeysInUse(
  { dataDir, databaseUrl }: StateLocation,
  access: () => Promise<AccessServices>,
): Services['keysInUse'] {
  let isUsed = false;
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  return async () => {
    if (databaseUrl === undefined) return existsSync(keysMark(dataDir));
    if (isUsed) return true;
    if (asked === undefined || performance.now() - asked.at >= FRESH_MS) {
      asked = { at: performance.now(), answer: access().then(({ keys }) => keys.any()) };
    }
    isUsed = await asked.answer;
    return isUsed;
  };
}
