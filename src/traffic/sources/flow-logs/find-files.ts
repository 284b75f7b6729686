import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import { isTableUrl } from '../../../engines/table-url.ts';

const LOG_FILE = /\.(?:log|txt|gz|parquet)$/i;

/** Files that paths, folders, globs and tables (`athena://`, `trino://`) name, sorted, each once. Throws TG3002 where one names none. */
export async function findFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found = await filesOf(pattern);
    if (found.length === 0) {
      throw new TollgateError('TG3002', `No flow log file matches ${pattern}.`, {
        location: { file: pattern },
        hint: 'Give a file, a folder or a quoted glob such as "logs/**/*.log.gz".',
      });
    }
    for (const file of found) files.add(file);
  }
  return [...files].sort();
}

async function filesOf(pattern: string): Promise<string[]> {
  if (isTableUrl(pattern)) return [await (await import('./table-logs.ts')).tableLogs(pattern)];
  const kind = await stat(pattern).catch(() => undefined);
  if (kind?.isFile()) return [pattern];
  const found: string[] = [];
  for await (const entry of glob(kind?.isDirectory() ? join(pattern, '**') : pattern, { withFileTypes: true })) {
    if (entry.isFile() && LOG_FILE.test(entry.name)) found.push(join(entry.parentPath, entry.name));
  }
  return found;
}
