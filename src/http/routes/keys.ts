import { z } from 'zod';
import {
  type KeyRecord,
  keyChangesSchema,
  keyRecordSchema,
  keySettingsSchema,
  MOST_GRACE_SECONDS,
} from '../../operations/resources/access/key-record.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE: KeyRecord = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  name: 'dashboards',
  scope: 'read',
  accounts: ['111122223333'],
  rateLimitPerMinute: 600,
  expiresAt: '2027-11-23T08:00:00.000Z',
  createdAt: '2026-11-23T08:00:00.000Z',
  rotatedAt: null,
  previousValidUntil: null,
  revokedAt: null,
};

const recordSchema = keyRecordSchema.meta({ examples: [EXAMPLE] });
const shownSchema = z.object({
  key: z.string().describe('The key itself. It is shown this once; only its hash is kept.'),
  record: keyRecordSchema,
});
const rotationSchema = z.strictObject({
  graceSeconds: z
    .number()
    .int()
    .min(0)
    .max(MOST_GRACE_SECONDS)
    .default(0)
    .describe('Seconds for which the key before works too; 0 = it ends at once.'),
});
const params = z.strictObject({ id: z.uuid() });

/** API keys: made, listed, changed, rotated, revoked. A repeated request makes another key: no answer that holds one is kept. */
export const keys: RouteGroup = (app, { services }) => {
  const tags = ['access'];
  const found = { access: 'admin', errors: ['TG2201', 'TG2202'] } as const;
  app.post(
    '/v1/keys',
    {
      schema: {
        tags,
        operationId: 'createKey',
        summary: 'Make an API key',
        description: 'From the first key on, the service asks every request for one.',
        body: keySettingsSchema,
        response: { 201: shownSchema },
      },
      config: { access: 'admin', errors: ['TG2201'] },
    },
    async ({ body }, reply) => {
      const shown = await (await services.access()).keys.create(body);
      reply.code(201).header('location', `/v1/keys/${shown.record.id}`).header('cache-control', 'no-store');
      return reply.send(shown);
    },
  );
  app.get(
    '/v1/keys',
    {
      schema: {
        tags,
        operationId: 'listKeys',
        summary: 'API keys, newest first, revoked ones too',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(keyRecordSchema, EXAMPLE) },
      },
      config: { access: 'admin', errors: ['TG1012', 'TG2201'] },
    },
    async ({ query }) =>
      storedPage(
        query,
        (record) => record.id,
        async (page) => (await services.access()).keys.list(page),
      ),
  );
  app.get(
    '/v1/keys/:id',
    {
      schema: { tags, operationId: 'getKey', summary: 'An API key', params, response: { 200: recordSchema } },
      config: found,
    },
    async (request) => (await services.access()).keys.get(request.params.id),
  );
  app.patch(
    '/v1/keys/:id',
    {
      schema: {
        tags,
        operationId: 'changeKey',
        summary: 'Change an API key',
        description: 'What is not named stays. The scope stays too: make another key for another scope.',
        params,
        body: keyChangesSchema,
        response: { 200: recordSchema },
      },
      config: found,
    },
    async (request) => (await services.access()).keys.change(request.params.id, request.body),
  );
  app.post(
    '/v1/keys/:id/rotate',
    {
      schema: {
        tags,
        operationId: 'rotateKey',
        summary: 'Replace an API key by a new one of the same id',
        params,
        body: rotationSchema.nullish(),
        response: { 200: shownSchema },
      },
      config: found,
    },
    async (request, reply) => {
      const { graceSeconds } = request.body ?? { graceSeconds: 0 };
      const shown = await (await services.access()).keys.rotate(request.params.id, graceSeconds);
      return reply.header('cache-control', 'no-store').send(shown);
    },
  );
  app.delete(
    '/v1/keys/:id',
    {
      schema: {
        tags,
        operationId: 'revokeKey',
        summary: 'Revoke an API key',
        description: 'It ends at once and stays listed.',
        params,
        response: { 200: recordSchema },
      },
      config: found,
    },
    async (request) => (await services.access()).keys.revoke(request.params.id),
  );
};
