import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';
import { cover, missing } from '../operations/scan/intervals.ts';
import type { Coverage, Interval } from '../operations/scan/ports.ts';
import type { TargetSpan } from '../traffic/metric-source.ts';
import { commit, readNewest } from './generations.ts';
import type { HistoryScope } from './history-scope.ts';
import { scopePath } from './paths.ts';
import { withScopeLock } from './scope-lock.ts';

const coverageSchema = z.strictObject({
  schema: z.literal('tollgate/history-coverage@1'),
  /** By endpoint: spans whose rows are all stored. A minute inside without a row had no traffic. */
  endpoints: z.record(z.string(), z.array(z.tuple([z.number(), z.number()]))),
});

const NAME = 'coverage';

/** What the history of a scope covers: CloudWatch reports no row for an idle minute, so rows alone cannot tell. */
export const readCoverage = async (root: string, scope: HistoryScope): Promise<Coverage> =>
  (await read(root, scope)).coverage;

async function read(root: string, scope: HistoryScope): Promise<{ generation: number; coverage: Coverage }> {
  const { number: generation, path, text } = await readNewest(scopePath(root, scope), NAME);
  if (text === undefined) return { generation, coverage: new Map() };
  try {
    return { generation, coverage: new Map(Object.entries(coverageSchema.parse(JSON.parse(text)).endpoints)) };
  } catch (cause) {
    throw new TollgateError('TG2102', 'The coverage of the throughput history cannot be read.', {
      location: { file: path },
      hint: 'Delete that file: the next scan asks CloudWatch for everything again and stores nothing twice.',
      cause,
    });
  }
}

/**
 * Marks spans as covered. Call only after their rows are stored: a crash in between costs a repeated query, never a hole. Throws what
 * the lock throws, or TG2101.
 */
export const coverSpans = (root: string, scope: HistoryScope, spans: readonly TargetSpan[]): Promise<void> =>
  withScopeLock(root, scope, () =>
    changeCoverage(root, scope, (coverage) => {
      const covered = new Map<string, readonly Interval[]>(coverage);
      for (const { target, span } of spans) covered.set(target, cover(covered.get(target) ?? [], span));
      return covered;
    }),
  );

/** Takes a time out of what every endpoint covers. Call with the scope locked. */
export const uncover = (root: string, scope: HistoryScope, span: Interval): Promise<void> =>
  changeCoverage(root, scope, (coverage) => without(coverage, [span]));

/** The coverage without some times of it. */
export const without = (coverage: Coverage, spans: readonly Interval[]): Coverage =>
  new Map(
    [...coverage].flatMap(([endpoint, covered]) => {
      const kept = covered.flatMap((each) =>
        missing(
          spans.toSorted((a, b) => a[0] - b[0]),
          each,
        ),
      );
      return kept.length === 0 ? [] : [[endpoint, kept] as const];
    }),
  );

/** Replaces the coverage by what `change` makes of it. Call with the scope locked. Throws TG2103 where another writer was faster. */
export async function changeCoverage(
  root: string,
  scope: HistoryScope,
  change: (coverage: Coverage) => Coverage,
): Promise<void> {
  const { generation, coverage } = await read(root, scope);
  const endpoints = Object.fromEntries([...change(coverage)].sort(([a], [b]) => (a < b ? -1 : 1)));
  if (JSON.stringify(endpoints) === JSON.stringify(Object.fromEntries(coverage))) return;
  const document = { schema: 'tollgate/history-coverage@1', endpoints };
  try {
    await commit(scopePath(root, scope), NAME, generation, `${JSON.stringify(document)}\n`);
  } catch (cause) {
    if (cause instanceof TollgateError) throw cause;
    throw new TollgateError('TG2101', 'What the throughput history covers cannot be stored.', {
      location: { file: scopePath(root, scope) },
      hint: 'Check that the data directory is writable and has space. What was stored before is unharmed; scan again.',
      cause,
    });
  }
}
