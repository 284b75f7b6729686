import { type Kysely, sql } from 'kysely';
import type { WorkFigure } from '../operations/services.ts';
import type { StateSchema } from './schema.ts';

/** Scans and imports of bills of the last day, and deliveries that are kept, by how they ended. */
export async function workFigures(db: Kysely<StateSchema>): Promise<readonly WorkFigure[]> {
  const { rows } = await sql<{ work: WorkFigure['work']; state: string; count: string; seconds: string | null }>`
    SELECT 'scan' AS work, state, count(*) AS count, max(extract(epoch FROM finished_at - started_at)) AS seconds
      FROM scan WHERE requested_at > now() - interval '1 day' GROUP BY state
    UNION ALL
    SELECT 'import', state, count(*), max(extract(epoch FROM finished_at - started_at))
      FROM bill_import WHERE requested_at > now() - interval '1 day' GROUP BY state
    UNION ALL
    SELECT 'delivery', state, count(*), max(extract(epoch FROM attempted_at - created_at)) FROM delivery GROUP BY state`.execute(
    db,
  );
  return rows.map(({ work, state, count, seconds }) => ({
    work,
    state,
    count: Number(count),
    longestSeconds: seconds === null ? undefined : Number(seconds),
  }));
}
