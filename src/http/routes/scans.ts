import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limitScans } from '../../operations/resources/access/limited-scans.ts';
import { type ScanRecord, scanRecordSchema } from '../../operations/resources/scans/scan-record.ts';
import { parseScanRequest } from '../../operations/scan/scan-request.ts';
import { eventStream } from '../event-stream.ts';
import { IDEMPOTENCY_ERRORS } from '../idempotency/register-idempotency.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const requestSchema = z.strictObject({
  region: z.string().describe('Region to scan, such as us-east-1.'),
  account: z.string().optional().describe('Account to scan; absent = that of the credentials of the service.'),
  role: z.string().optional().describe('Role to assume in that account.'),
  days: z.number().int().min(0).max(455).default(15).describe('Days of throughput; 0 = the inventory only.'),
  maxQueryCostUsd: z.string().default('1').describe('Refuse to ask CloudWatch for more than this, in USD.'),
});

const EXAMPLE: ScanRecord = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  account: 'self',
  region: 'us-east-1',
  state: 'running',
  parameters: { days: 15, maxQueryCostUsd: '1' },
  progress: { phase: 'metrics', done: 200, all: 1000 },
  error: null,
  requestedAt: '2026-11-23T08:00:00.000Z',
  startedAt: '2026-11-23T08:00:01.000Z',
  finishedAt: null,
};

const scanSchema = scanRecordSchema.meta({ examples: [EXAMPLE] });
const params = z.strictObject({ id: z.uuid() });

/** Scans of AWS: asked for, watched, cancelled, and the snapshot each wrote. */
export const scans: RouteGroup = (app, { services, stopping }) => {
  const scansOf = async ({ principal }: FastifyRequest) =>
    limitScans((await services.state()).scans, principal.accounts);
  app.post(
    '/v1/scans',
    {
      schema: {
        tags: ['scans'],
        operationId: 'startScan',
        summary: 'Scan an account and Region in the background',
        description: 'One scan of an account and Region runs at a time; any replica may run it.',
        body: requestSchema,
        response: { 202: scanSchema },
      },
      config: {
        access: 'write',
        tenants: true,
        idempotent: true,
        errors: ['TG1012', 'TG1102', 'TG1522', 'TG1554', 'TG2201', 'TG2203', ...IDEMPOTENCY_ERRORS],
      },
    },
    async (request, reply) => {
      const { region, account, role, days, maxQueryCostUsd } = request.body;
      const checked = parseScanRequest({
        region: [region],
        account: account === undefined ? undefined : [account],
        role,
        days: String(days),
        maxQueryCost: maxQueryCostUsd,
      });
      const scan = await (await scansOf(request)).request({
        account: account ?? 'self',
        region: checked.regions[0] ?? region,
        parameters: { days, maxQueryCostUsd, ...(role !== undefined && { role }) },
      });
      return reply.code(202).header('location', `/v1/scans/${scan.id}`).send(scan);
    },
  );
  app.get(
    '/v1/scans',
    {
      schema: {
        tags: ['scans'],
        operationId: 'listScans',
        summary: 'Scans, newest first',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(scanRecordSchema, EXAMPLE) },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012', 'TG2201'] },
    },
    async (request) => {
      const service = await scansOf(request);
      return storedPage(
        request.query,
        (scan) => scan.id,
        (page) => service.list(page),
      );
    },
  );
  app.get(
    '/v1/scans/:id',
    {
      schema: {
        tags: ['scans'],
        operationId: 'getScan',
        summary: 'Where a scan stands',
        params,
        response: { 200: scanSchema },
      },
      config: { access: 'read', tenants: true, errors: ['TG2201', 'TG2202'] },
    },
    async (request) => (await scansOf(request)).get(request.params.id),
  );
  app.delete(
    '/v1/scans/:id',
    {
      schema: {
        tags: ['scans'],
        operationId: 'cancelScan',
        summary: 'Cancel a scan',
        description: 'What it has stored stays. A scan that is over stays as it is.',
        params,
        response: { 200: scanSchema },
      },
      config: { access: 'write', tenants: true, errors: ['TG2201', 'TG2202'] },
    },
    async (request) => (await scansOf(request)).cancel(request.params.id),
  );
  app.get(
    '/v1/scans/:id/snapshot',
    {
      schema: {
        tags: ['scans'],
        operationId: 'getSnapshot',
        summary: 'The snapshot a scan wrote (tollgate/snapshot@1)',
        params,
        response: { 200: z.looseObject({ schema: z.literal('tollgate/snapshot@1') }) },
      },
      config: { access: 'read', tenants: true, errors: ['TG2201', 'TG2202'] },
      serializerCompiler: () => (text) => String(text),
    },
    async (request, reply) => {
      const text = await (await scansOf(request)).snapshot(request.params.id);
      return reply.type('application/json').send(text as never);
    },
  );
  app.get(
    '/v1/scans/:id/events',
    {
      schema: {
        tags: ['scans'],
        operationId: 'watchScan',
        summary: 'The progress of a scan as server-sent events',
        description:
          'Each event is named after the state and carries the scan; the stream ends with the scan, or once the key is revoked. A silent stream sends a comment every 15 s; a client that comes back with Last-Event-ID is not sent again what it has seen.',
        params,
      },
      config: {
        access: 'read',
        tenants: true,
        errors: ['TG2201', 'TG2202'],
        describe: {
          response: {
            200: {
              description: 'Events until the scan is over.',
              content: { 'text/event-stream': { schema: { type: 'string' } } },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const service = await scansOf(request);
      await service.get(request.params.id);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const records = service.events(request.params.id, AbortSignal.any([gone.signal, stopping]));
      const seen = request.headers['last-event-id'];
      const options = {
        nameOf: ({ state }: ScanRecord) => state,
        lastEventId: typeof seen === 'string' ? seen : undefined,
        isAllowed: request.isStillAllowed,
        end: () => gone.abort(),
      };
      const stream = Readable.from(eventStream(records, options));
      return reply.type('text/event-stream').header('cache-control', 'no-store').send(stream);
    },
  );
};
