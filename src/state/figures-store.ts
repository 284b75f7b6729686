import { type Kysely, sql } from 'kysely';
import type { FiguresStore } from '../operations/resources/scans/keep-figures.ts';
import { scopeFiguresSchema } from '../operations/resources/scans/scope-figures.ts';
import type { StateSchema } from './schema.ts';

/** Figures of scans in the state database. */
export const createFiguresStore = (db: Kysely<StateSchema>): FiguresStore => ({
  async keep({ account, region, ...figures }) {
    const document = JSON.stringify(figures);
    await db
      .insertInto('scope_figures')
      .values({ account, region, document })
      .onConflict((conflict) =>
        conflict.columns(['account', 'region']).doUpdateSet({ document, kept_at: sql<Date>`now()` }),
      )
      .execute();
  },
  async list() {
    const rows = await db.selectFrom('scope_figures').selectAll().orderBy('account').orderBy('region').execute();
    return rows.map(({ account, region, document }) => ({ account, region, ...scopeFiguresSchema.parse(document) }));
  },
});
