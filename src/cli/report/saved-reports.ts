import { glob } from 'node:fs/promises';
import { TollgateError } from '../../core/errors.ts';
import { mergeReports } from '../../operations/diff/reports/merge-reports.ts';
import { type Report, readReport } from '../../operations/diff/reports/read-report.ts';
import { documentOf } from '../../operations/inputs/load-network.ts';
import type { Services } from '../../operations/services.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';

/** The saved results that paths and quoted globs name, as one. Throws TG1007 where a glob names none, and what reading them throws. */
export async function savedReports(patterns: readonly string[], host: Host, services: Services): Promise<Report> {
  const reports: Report[] = [];
  for (const path of await expand(patterns)) {
    reports.push(await readReport(await documentOf(await readInput(path, host, services)), services.now()));
  }
  return mergeReports(reports);
}

/** Paths, and the files that globs name, each once. */
async function expand(patterns: readonly string[]): Promise<readonly string[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    if (!/[*?[{]/.test(pattern)) {
      paths.add(pattern);
      continue;
    }
    const found: string[] = [];
    for await (const path of glob(pattern)) found.push(path);
    if (found.length === 0) {
      throw new TollgateError('TG1007', `No file matches ${pattern}.`, {
        location: { file: pattern },
        hint: 'Check the folder and the ending; quote the pattern, so that the shell does not read it first.',
      });
    }
    for (const path of found.sort()) paths.add(path);
  }
  return [...paths];
}
