import { z } from 'zod';
import {
  type WebhookRecord,
  webhookInputSchema,
  webhookPatchSchema,
  webhookRecordSchema,
} from '../../operations/resources/events/webhook.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import { changedSince, expectedVersion, ifMatchSchema, tagged, VERSION_ERRORS } from '../versions.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE: WebhookRecord = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  name: 'FinOps channel',
  origin: 'https://hooks.example.com',
  events: ['budget.crossed', 'price.changed'],
  format: 'json',
  version: 1,
  createdAt: '2026-11-23T08:00:00.000Z',
  updatedAt: '2026-11-23T08:00:00.000Z',
};

const recordSchema = webhookRecordSchema.meta({ examples: [EXAMPLE] });
const withSecretSchema = webhookRecordSchema
  .extend({ secret: z.string().describe('Signs every delivery. Shown in this answer and never again.') })
  .meta({ examples: [{ ...EXAMPLE, secret: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' }] });
const params = z.strictObject({ id: z.uuid() });

const tags = ['webhooks'];

/** Webhooks: who is told of events. */
export const webhooks: RouteGroup = (app, { services }) => {
  app.post(
    '/v1/webhooks',
    {
      schema: {
        tags,
        operationId: 'createWebhook',
        summary: 'Create a webhook',
        description:
          'Deliveries are signed as the Standard Webhooks specification says, with the secret of this answer.',
        body: webhookInputSchema,
        response: { 201: withSecretSchema },
      },
      config: { access: 'admin', errors: ['TG2201', 'TG6020'] },
    },
    async ({ body }, reply) => {
      const webhook = await (await services.state()).webhooks.create(body);
      reply.code(201).header('location', `/v1/webhooks/${webhook.id}`).header('cache-control', 'no-store');
      return reply.send(tagged(reply, webhook));
    },
  );
  app.get(
    '/v1/webhooks',
    {
      schema: {
        tags,
        operationId: 'listWebhooks',
        summary: 'Webhooks, newest first',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(webhookRecordSchema, EXAMPLE) },
      },
      config: { access: 'admin', errors: ['TG1012', 'TG2201'] },
    },
    async ({ query }) =>
      storedPage(
        query,
        (webhook) => webhook.id,
        async (page) => (await services.state()).webhooks.list(page),
      ),
  );
  app.get(
    '/v1/webhooks/:id',
    {
      schema: { tags, operationId: 'getWebhook', summary: 'A webhook', params, response: { 200: recordSchema } },
      config: { access: 'admin', errors: ['TG2201', 'TG2202'] },
    },
    async (request, reply) => tagged(reply, await (await services.state()).webhooks.get(request.params.id)),
  );
  app.patch(
    '/v1/webhooks/:id',
    {
      schema: {
        tags,
        operationId: 'changeWebhook',
        summary: 'Change a webhook; what is absent stays',
        params,
        headers: ifMatchSchema,
        body: webhookPatchSchema,
        response: { 200: recordSchema },
      },
      config: { access: 'admin', errors: ['TG2201', 'TG2202', 'TG6020', ...VERSION_ERRORS] },
    },
    async (request, reply) => {
      const { webhooks } = await services.state();
      const record = await webhooks.update(request.params.id, request.body, expectedVersion(request));
      if (record) return tagged(reply, record);
      throw changedSince();
    },
  );
  app.post(
    '/v1/webhooks/:id/secret',
    {
      schema: {
        tags,
        operationId: 'rotateWebhookSecret',
        summary: 'A new secret; the one before signs beside it for 24 hours',
        params,
        response: { 200: withSecretSchema },
      },
      config: { access: 'admin', errors: ['TG2201', 'TG2202'] },
    },
    async (request) => (await services.state()).webhooks.rotate(request.params.id),
  );
  app.delete(
    '/v1/webhooks/:id',
    {
      schema: {
        tags,
        operationId: 'deleteWebhook',
        summary: 'Delete a webhook and its pending deliveries',
        params,
        headers: ifMatchSchema,
        response: { 204: z.null().describe('Deleted.') },
      },
      config: { access: 'admin', errors: ['TG2201', 'TG2202', ...VERSION_ERRORS] },
    },
    async (request, reply) => {
      const { webhooks } = await services.state();
      if (!(await webhooks.remove(request.params.id, expectedVersion(request)))) throw changedSince();
      return reply.code(204).send(null);
    },
  );
};
