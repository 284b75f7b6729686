import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { DOCUMENT_NAMES, documentSchema } from '../../operations/document-schemas.ts';
import { pageOf, pageQuerySchema, pageSchema } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const MEDIA_TYPE = 'application/schema+json';
const item = z.object({ name: z.string(), url: z.string() });

/** JSON Schemas of the documents. */
export const schemas: RouteGroup = (app) => {
  app.get(
    '/v1/schemas',
    {
      schema: {
        tags: ['service'],
        operationId: 'listSchemas',
        summary: 'List the published document schemas',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(item, { name: 'estimate', url: '/v1/schemas/estimate' }) },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012'] },
    },
    async ({ query }) =>
      pageOf(
        [...DOCUMENT_NAMES].sort().map((name) => ({ name, url: `/v1/schemas/${name}` })),
        ({ name }) => name,
        query,
      ),
  );
  app.get(
    '/v1/schemas/:name',
    {
      schema: {
        tags: ['service'],
        operationId: 'getSchema',
        summary: 'JSON Schema (2020-12) of a document',
        params: z.object({ name: z.string().describe(`One of ${DOCUMENT_NAMES.join(', ')}.`) }),
        response: { 200: { description: 'The schema.', content: { [MEDIA_TYPE]: { schema: z.looseObject({}) } } } },
      },
      config: { access: 'read', tenants: true, errors: ['TG1501'] },
    },
    async ({ params: { name } }, reply) => {
      if (!DOCUMENT_NAMES.includes(name)) {
        throw new TollgateError('TG1501', 'There is no schema of that name.', { hint: 'GET /v1/schemas lists them.' });
      }
      return reply.header('content-type', MEDIA_TYPE).send(await documentSchema(name));
    },
  );
};
