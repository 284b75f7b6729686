import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  ANSWER_KEPT_MS,
  CLAIM_LOST_MS,
  type IdempotencyStore,
} from '../operations/resources/idempotency/idempotency-store.ts';
import type { StateSchema } from './schema.ts';

const answerSchema = z.object({ status: z.number(), headers: z.record(z.string(), z.string()), payload: z.string() });

/** Idempotency keys in the state database. Expired ones are removed by the next claim of any key. */
export function createIdempotencyStore(db: Kysely<StateSchema>, now: () => Date): IdempotencyStore {
  const before = (milliseconds: number): string => new Date(now().getTime() - milliseconds).toISOString();
  return {
    async claim(key, fingerprint) {
      await db
        .deleteFrom('idempotency_key')
        .where((row) =>
          row.or([
            row('claimed_at', '<=', new Date(before(ANSWER_KEPT_MS))),
            row.and([row('answer', 'is', null), row('claimed_at', '<=', new Date(before(CLAIM_LOST_MS)))]),
          ]),
        )
        .execute();
      const taken = await db
        .insertInto('idempotency_key')
        .values({ key, fingerprint, claimed_at: now().toISOString(), answer: null })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .returning('key')
        .executeTakeFirst();
      if (taken) return { state: 'new' };
      const found = await db.selectFrom('idempotency_key').selectAll().where('key', '=', key).executeTakeFirst();
      // Released between the two statements: the first request failed, and this one may be sent again.
      if (!found) return { state: 'running' };
      if (found.fingerprint !== fingerprint) return { state: 'other-request' };
      return found.answer === null
        ? { state: 'running' }
        : { state: 'done', answer: answerSchema.parse(JSON.parse(found.answer)) };
    },
    async complete(key, answer) {
      const text = JSON.stringify(answer);
      await db.updateTable('idempotency_key').set({ answer: text }).where('key', '=', key).execute();
    },
    async release(key) {
      await db.deleteFrom('idempotency_key').where('key', '=', key).execute();
    },
  };
}
