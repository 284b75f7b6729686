import { mkdir } from 'node:fs/promises';
import lockfile from 'proper-lockfile';
import type { HistoryScope } from './history-scope.ts';
import { scopePath } from './paths.ts';

/** Runs the work while no other process writes the same account and Region. A lock left by a killed process expires. */
export async function withScopeLock<Result>(
  root: string,
  scope: HistoryScope,
  work: () => Promise<Result>,
): Promise<Result> {
  const folder = scopePath(root, scope);
  await mkdir(folder, { recursive: true });
  const release = await lockfile.lock(folder, {
    stale: 30_000,
    retries: { retries: 100, minTimeout: 50, maxTimeout: 1000 },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}
