import { type KeptKind, keptAnswerSchema } from '../../operations/resources/kept/kept-answer.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  name: 'shop/infra#812',
  keptAt: '2026-11-23T08:00:00.000Z',
  document: { schema: 'tollgate/diff@1' },
};

const LISTS: readonly (readonly [string, KeptKind, string, string])[] = [
  ['/v1/diffs', 'diff', 'listDiffs', 'Diffs that were kept, newest first'],
  ['/v1/reconciliations', 'reconciliation', 'listReconciliations', 'Reconciliations that were kept, newest first'],
];

/** Answers that `keep` named. They speak of whole networks, so a key that is limited to accounts does not see them. */
export const keptAnswers: RouteGroup = (app, { services }) => {
  for (const [url, kind, operationId, summary] of LISTS) {
    app.get(
      url,
      {
        schema: {
          tags: [kind === 'diff' ? 'diffs' : 'reconciliations'],
          operationId,
          summary,
          description: `POST ${url}?keep=NAME keeps an answer.`,
          querystring: pageQuerySchema,
          response: { 200: pageSchema(keptAnswerSchema, EXAMPLE) },
        },
        config: { access: 'read', tenants: false, errors: ['TG1012', 'TG2201'] },
      },
      async ({ query }) =>
        storedPage(
          query,
          ({ id }) => id,
          async (page) => (await services.state()).answers.list(kind, page),
        ),
    );
  }
};
