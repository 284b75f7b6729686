import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { limitSchedules } from '../../operations/resources/access/limited-schedules.ts';
import {
  type ScheduleRecord,
  scheduleRecordSchema,
  scheduleSchema,
} from '../../operations/resources/schedules/schedule-record.ts';
import { IDEMPOTENCY_ERRORS } from '../idempotency/register-idempotency.ts';
import { pageQuerySchema, pageSchema, storedPage } from '../paging/page.ts';
import { changedSince, expectedVersion, ifMatchSchema, tagged, VERSION_ERRORS } from '../versions.ts';
import type { RouteGroup } from './route-group.ts';

const EXAMPLE: ScheduleRecord = {
  id: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b',
  schedule: {
    cron: '17 3 * * 1',
    region: 'us-east-1',
    account: '111122223333',
    role: 'tollgate-read',
    days: 15,
    maxQueryCostUsd: '1',
  },
  version: 1,
  lastRun: { at: '2026-11-30T03:17:00.000Z', scanId: '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1c', code: null },
  createdAt: '2026-11-23T08:00:00.000Z',
  updatedAt: '2026-11-23T08:00:00.000Z',
};

const recordSchema = scheduleRecordSchema.meta({ examples: [EXAMPLE] });
const params = z.strictObject({ id: z.uuid() });
const WRITE_ERRORS = ['TG1012', 'TG1102', 'TG1522', 'TG1553', 'TG1554', 'TG2201'] as const;

/** Scans that the service repeats, each of one account and Region. */
export const schedules: RouteGroup = (app, { services }) => {
  const tags = ['scans'];
  const schedulesOf = async ({ principal }: FastifyRequest) =>
    limitSchedules((await services.state()).schedules, principal.accounts);
  app.post(
    '/v1/schedules',
    {
      schema: {
        tags,
        operationId: 'createSchedule',
        summary: 'Repeat a scan',
        description:
          'Any replica begins the scan; a time at which one of that account and Region is under way is left out.',
        body: scheduleSchema,
        response: { 201: recordSchema },
      },
      config: { access: 'write', tenants: true, idempotent: true, errors: [...WRITE_ERRORS, ...IDEMPOTENCY_ERRORS] },
    },
    async (request, reply) => {
      const record = await (await schedulesOf(request)).create(request.body);
      return reply.code(201).header('location', `/v1/schedules/${record.id}`).send(tagged(reply, record));
    },
  );
  app.get(
    '/v1/schedules',
    {
      schema: {
        tags,
        operationId: 'listSchedules',
        summary: 'Schedules, newest first',
        description: 'The schedule of the environment (TOLLGATE_SCAN_CRON) runs beside them and is not listed.',
        querystring: pageQuerySchema,
        response: { 200: pageSchema(scheduleRecordSchema, EXAMPLE) },
      },
      config: { access: 'read', tenants: true, errors: ['TG1012', 'TG2201'] },
    },
    async (request) =>
      storedPage(
        request.query,
        (record) => record.id,
        async (page) => (await schedulesOf(request)).list(page),
      ),
  );
  app.get(
    '/v1/schedules/:id',
    {
      schema: { tags, operationId: 'getSchedule', summary: 'A schedule', params, response: { 200: recordSchema } },
      config: { access: 'read', tenants: true, errors: ['TG2201', 'TG2202'] },
    },
    async (request, reply) => tagged(reply, found(await (await schedulesOf(request)).get(request.params.id))),
  );
  app.put(
    '/v1/schedules/:id',
    {
      schema: {
        tags,
        operationId: 'replaceSchedule',
        summary: 'Replace a schedule',
        params,
        headers: ifMatchSchema,
        body: scheduleSchema,
        response: { 200: recordSchema },
      },
      config: { access: 'write', tenants: true, errors: [...WRITE_ERRORS, 'TG2202', ...VERSION_ERRORS] },
    },
    async (request, reply) => {
      const schedules = await schedulesOf(request);
      const { id } = request.params;
      const record = await schedules.replace(id, request.body, expectedVersion(request));
      if (record) return tagged(reply, record);
      found(await schedules.get(id));
      throw changedSince();
    },
  );
  app.delete(
    '/v1/schedules/:id',
    {
      schema: {
        tags,
        operationId: 'deleteSchedule',
        summary: 'Remove a schedule',
        description: 'A scan that it has begun goes on.',
        params,
        headers: ifMatchSchema,
        response: { 204: z.null().describe('Deleted.') },
      },
      config: { access: 'write', tenants: true, errors: ['TG2201', 'TG2202', ...VERSION_ERRORS] },
    },
    async (request, reply) => {
      const schedules = await schedulesOf(request);
      const { id } = request.params;
      if (await schedules.remove(id, expectedVersion(request))) return reply.code(204).send(null);
      found(await schedules.get(id));
      throw changedSince();
    },
  );
};

function found(record: ScheduleRecord | undefined): ScheduleRecord {
  if (record) return record;
  throw new TollgateError('TG2202', 'There is no schedule of that id.', { hint: 'GET /v1/schedules lists them.' });
}
