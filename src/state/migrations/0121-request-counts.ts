import { type Kysely, sql } from 'kysely';

/** Requests of the current minutes, for limits that replicas share. Unlogged: after a crash a minute begins again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create unlogged table request_count (
    who text not null,
    minute integer not null,
    requests integer not null,
    primary key (who, minute)
  )`.execute(db);
}
