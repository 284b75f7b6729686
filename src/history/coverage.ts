import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { Coverage } from '../operations/scan/ports.ts';
import type { HistoryScope } from './history-scope.ts';
import { scopePath } from './paths.ts';

const coverageSchema = z.strictObject({
  schema: z.literal('tollgate/history-coverage@1'),
  /** By endpoint: spans whose rows are all stored. A minute inside without a row had no traffic. */
  endpoints: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
});

/** What the history of a scope covers: CloudWatch reports no row for an idle minute, so rows alone cannot tell. */
export async function readCoverage(root: string, scope: HistoryScope): Promise<Coverage> {
  const path = join(scopePath(root, scope), 'coverage.json');
  try {
    return new Map(Object.entries(coverageSchema.parse(JSON.parse(await readFile(path, 'utf8'))).endpoints));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw new TollgateError('TG2102', 'The coverage of the throughput history cannot be read.', {
      location: { file: path },
      hint: 'Delete that file: the next scan asks CloudWatch for everything again and stores nothing twice.',
      cause,
    });
  }
}

/** Call only after the rows are stored: a crash in between costs a repeated query, never a hole. */
export async function writeCoverage(root: string, scope: HistoryScope, coverage: Coverage): Promise<void> {
  const endpoints = Object.fromEntries([...coverage].sort(([a], [b]) => (a < b ? -1 : 1)));
  const document = { schema: 'tollgate/history-coverage@1', endpoints };
  await writeWhole(join(scopePath(root, scope), 'coverage.json'), `${JSON.stringify(document)}\n`);
}
