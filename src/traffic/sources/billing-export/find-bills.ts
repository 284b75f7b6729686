import { glob } from 'node:fs/promises';
import { TollgateError } from '../../../core/errors.ts';
import type { BillPath } from './bill-path.ts';

/** The files that paths and globs name, each once, in order. Throws TG6001 where a glob names none. */
export async function findBills(patterns: readonly string[]): Promise<readonly BillPath[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    if (!/[*?[{]/.test(pattern)) {
      paths.add(pattern);
      continue;
    }
    const found: string[] = [];
    for await (const path of glob(pattern)) found.push(path);
    if (found.length === 0) {
      throw new TollgateError('TG6001', `No file matches ${pattern}.`, {
        location: { file: pattern },
        hint: 'Check the folder and the ending; quote the pattern, so that the shell does not read it first.',
      });
    }
    for (const path of found.sort()) paths.add(path);
  }
  return [...paths].map((path) => ({ path, name: path }));
}
