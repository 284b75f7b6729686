import type { HistoryUpkeep } from '../operations/scan/scan-environment.ts';
import { compact, expire } from './compact.ts';
import { readCoverage, writeCoverage } from './coverage.ts';
import type { HistoryScope } from './history-scope.ts';
import { dayOf } from './paths.ts';

const DAY = 86_400;

/** Retention and compaction of one account and Region, as the settings say. `keepDays` counts whole UTC days before today. */
export async function keepUp(
  root: string,
  scope: HistoryScope,
  now: Date,
  { keepDays, filesPerDay }: HistoryUpkeep,
): Promise<void> {
  if (keepDays > 0) {
    const oldest = (Math.floor(now.getTime() / 1000 / DAY) - keepDays) * DAY;
    await forget(root, scope, oldest);
    await expire(root, scope, dayOf(oldest));
  }
  if (filesPerDay > 0) await compact(root, scope, filesPerDay);
}

/** What is deleted counts as never asked for: a deleted day must not look like an idle one. */
async function forget(root: string, scope: HistoryScope, oldest: number): Promise<void> {
  const coverage = await readCoverage(root, scope);
  if (![...coverage.values()].flat().some(([start]) => start < oldest)) return;
  const kept = [...coverage].map(
    ([endpoint, spans]) =>
      [
        endpoint,
        spans.flatMap(([start, end]) => (end > oldest ? [[Math.max(start, oldest), end] as const] : [])),
      ] as const,
  );
  await writeCoverage(root, scope, new Map(kept.filter(([, spans]) => spans.length > 0)));
}
