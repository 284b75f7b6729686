import { type Kysely, sql } from 'kysely';
import type { JobFigure } from '../operations/services.ts';
import type { StateSchema } from './schema.ts';

/** Jobs that the queue holds, by kind and state, with the age of the oldest; nothing where the queue was never opened. */
export async function jobFigures(db: Kysely<StateSchema>): Promise<readonly JobFigure[]> {
  const known = await sql<{ found: string | null }>`SELECT to_regclass('jobs.job')::text AS found`.execute(db);
  if (!known.rows[0]?.found) return [];
  const { rows } = await sql<{ name: string; state: string; jobs: string; age: string }>`
    SELECT name, state::text AS state, count(*) AS jobs, extract(epoch FROM now() - min(created_on)) AS age
    FROM jobs.job WHERE name NOT LIKE '\\_\\_%' GROUP BY name, state`.execute(db);
  return rows.map(({ name, state, jobs, age }) => ({
    kind: name,
    state,
    jobs: Number(jobs),
    oldestSeconds: Math.max(0, Math.round(Number(age))),
  }));
}
