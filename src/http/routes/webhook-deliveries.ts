import { z } from 'zod';
import {
  DELIVERY_STATUSES,
  type DeliveryRecord,
  deliveryRecordSchema,
} from '../../operations/resources/events/webhook.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const DELIVERY: DeliveryRecord = {
  id: '0199a1b3-0000-7e4f-8a5b-6c7d8e9f0a1b',
  webhookId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  eventId: 'evt_5b0c8f0d2f6a4a27b6d3e1f09a7c4d21',
  type: 'budget.crossed',
  status: 'dead',
  attempts: 15,
  httpStatus: 500,
  error: 'answered 500',
  createdAt: '2026-11-23T08:00:00.000Z',
  attemptedAt: '2026-11-24T01:00:00.000Z',
};

const deliverySchema = deliveryRecordSchema.meta({ examples: [DELIVERY] });
const params = z.strictObject({ id: z.uuid() });
const deliveryParams = params.extend({ delivery: z.uuid() });
const deliveryQuerySchema = pageQuerySchema.extend({ status: z.enum(DELIVERY_STATUSES).optional() });
const tags = ['webhooks'];

/** How telling webhooks went, and what is sent again. */
export const deliveries: RouteGroup = (app, { services }) => {
  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      schema: {
        tags,
        operationId: 'listDeliveries',
        summary: 'List the deliveries of a webhook, newest first; ?status=dead lists those that were given up',
        params,
        querystring: deliveryQuerySchema,
        response: { 200: pageSchema(deliveryRecordSchema, DELIVERY) },
      },
      config: { access: 'admin', errors: ['TG1012', 'TG2201', 'TG2202'] },
    },
    async ({ params: { id }, query: { status, ...query } }) =>
      storedPage(
        query,
        (delivery) => delivery.id,
        async (page) => (await services.state()).webhooks.deliveries(id, status, page),
      ),
  );
  app.post(
    '/v1/webhooks/:id/deliveries/:delivery/redelivery',
    {
      schema: {
        tags,
        operationId: 'redeliver',
        summary: 'Send a dead delivery again, under the same webhook-id',
        params: deliveryParams,
        response: { 202: deliverySchema },
      },
      config: { access: 'admin', errors: ['TG2201', 'TG2202', 'TG6021'] },
    },
    async (request, reply) => {
      const { id, delivery } = request.params;
      return reply.code(202).send(await (await services.state()).webhooks.redeliver(id, delivery));
    },
  );
  app.post(
    '/v1/webhooks/:id/redelivery',
    {
      schema: {
        tags,
        operationId: 'redeliverAll',
        summary: 'Send every dead delivery of a webhook again',
        params,
        response: { 202: z.object({ deliveries: z.number().int() }).meta({ examples: [{ deliveries: 3 }] }) },
      },
      config: { access: 'admin', errors: ['TG2201', 'TG2202'] },
    },
    async (request, reply) =>
      reply.code(202).send({ deliveries: await (await services.state()).webhooks.redeliverAll(request.params.id) }),
  );
  app.post(
    '/v1/webhooks/:id/test',
    {
      schema: {
        tags,
        operationId: 'testWebhook',
        summary: 'Send the webhook an event that says nothing (webhook.test)',
        params,
        response: { 202: deliverySchema },
      },
      config: { access: 'admin', errors: ['TG2201', 'TG2202'] },
    },
    async (request, reply) => reply.code(202).send(await (await services.state()).webhooks.test(request.params.id)),
  );
};
