import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { limitScans } from '../../operations/resources/access/limited-scans.ts';
import { instant } from '../../operations/resources/instant.ts';
import { type EndpointRecord, endpointRecordSchema } from '../../operations/resources/scans/endpoint-record.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE: EndpointRecord = {
  id: 'vpce-0a1b2c3d',
  account: '111122223333',
  region: 'us-east-1',
  scanId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  capturedAt: '2026-11-23T08:00:00.000Z',
  currency: 'USD',
  cost: {
    id: 'vpce-0a1b2c3d',
    type: 'Interface',
    service: 'ssm',
    tags: {},
    monthly: '14.60',
    unknownLines: 0,
    lines: [],
  },
  traffic: null,
  headroom: null,
  month: { month: '2026-11', toDate: '10.66', expected: '14.40', unknownLines: 0 },
  health: [],
};

const filterSchema = pageQuerySchema.extend({
  account: z.string().optional(),
  region: z.string().optional(),
  vpc: z.string().optional(),
  service: z.string().optional().describe('Short name, such as ssm or ecr.api.'),
  tag: z.string().min(1).max(512).optional().describe('key=value, or key for any value.'),
});

const params = z.strictObject({ id: z.string().min(1).max(512) });

const throughputQuerySchema = z.strictObject({
  from: instant().describe('Start of the window, inside it.'),
  to: instant().describe('End of the window, outside it.'),
  period: z.coerce.number().int().min(60).max(86_400).default(3600).describe('Seconds of one step, a multiple of 60.'),
});

const stepSchema = z.object({
  az: z.string(),
  start: z.iso.datetime(),
  bytes: z.number(),
  peakBps: z.number().describe('Highest rate of one stored period in the step, bits per second.'),
  activeConnections: z.number().nullable(),
  newConnections: z.number().nullable(),
  packetsDropped: z.number().nullable(),
  rstPackets: z.number().nullable(),
});

/** Steps of one answer at most, over all zones. */
const MOST_STEPS = 10_000;

/** Endpoints as the last scan of their account and Region saw them. */
export const endpoints: RouteGroup = (app, { services }) => {
  const scansOf = async ({ principal }: FastifyRequest) =>
    limitScans((await services.state()).scans, principal.accounts);
  app.get(
    '/v1/endpoints',
    {
      schema: {
        tags: ['endpoints'],
        operationId: 'listEndpoints',
        summary: 'Endpoints of the newest scans: cost, traffic, health',
        querystring: filterSchema,
        response: { 200: pageSchema(endpointRecordSchema, EXAMPLE) },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012', 'TG2201'] },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query;
      const scans = await scansOf(request);
      return storedPage(
        { limit, cursor },
        (endpoint) => endpoint.id,
        (page) => scans.endpoints(filter, page),
      );
    },
  );
  app.get(
    '/v1/endpoints/:id',
    {
      schema: {
        tags: ['endpoints'],
        operationId: 'getEndpoint',
        summary: 'One endpoint of the newest scan',
        params,
        response: { 200: endpointRecordSchema.meta({ examples: [EXAMPLE] }) },
      },
      config: { access: 'read', tenants: true, errors: ['TG2201', 'TG2202'] },
    },
    async (request) => (await scansOf(request)).endpoint(request.params.id),
  );
  app.get(
    '/v1/endpoints/:id/throughput',
    {
      schema: {
        tags: ['endpoints'],
        operationId: 'getThroughput',
        summary: 'Stored throughput of an endpoint, summed into steps',
        description: 'A step without traffic is left out.',
        params,
        querystring: throughputQuerySchema,
        response: {
          200: z.object({
            id: z.string(),
            from: z.string(),
            to: z.string(),
            periodSeconds: z.number(),
            data: z.array(stepSchema),
          }),
        },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012', 'TG2102', 'TG2201', 'TG2202'] },
    },
    async (request) => {
      const { id } = request.params;
      const { from, to, period } = request.query;
      const window = windowOf(from, to, period);
      const steps = await (await scansOf(request)).throughput(id, window, period);
      const data = steps.map((step) => ({ ...step, start: new Date(step.start * 1000).toISOString() }));
      return { id, from, to, periodSeconds: period, data };
    },
  );
};

function windowOf(from: string, to: string, period: number): { start: number; end: number } {
  const [start, end] = [Math.floor(Date.parse(from) / 1000), Math.floor(Date.parse(to) / 1000)];
  if (start < end && period % 60 === 0 && (end - start) / period <= MOST_STEPS) return { start, end };
  throw new TollgateError('TG1012', 'The window or its period is not valid.', {
    hint: `Let \`to\` follow \`from\`, give a period in full minutes, and ask for at most ${MOST_STEPS} steps.`,
  });
}
