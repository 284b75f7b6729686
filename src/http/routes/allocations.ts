import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { ALLOCATION_FORMATS, allocationContentType, allocationFormat } from '../allocations/allocation-format.ts';
import type { AllocationTask } from '../allocations/allocation-task.ts';
import { describedAllocation } from '../allocations/described.ts';
import { strangePart, withKeptParts } from '../body/kept-parts.ts';
import { disconnectionOf } from '../disconnection.ts';
import { discountWords } from '../estimates/estimate-options.ts';
import { PAGE_POLICY } from './estimates.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = z.strictObject({
  by: z
    .string()
    .min(1)
    .max(300)
    .describe(
      'team, account, vpc, service, region, tag:KEY or cost-category:NAME (one that the bill or a part defines).',
    ),
  shared: z
    .enum(['even', 'owner'])
    .optional()
    .describe(
      'Who pays for a shared endpoint where no flow tells: even among the VPCs whose DNS leads to it (default), or its owner.',
    ),
  discount: discountWords,
  region: z.string().min(1).max(32).optional().describe('Region of entries that name none.'),
  kind: z.string().optional().describe('Kind of the network document; absent = recognised.'),
  format: z.enum(ALLOCATION_FORMATS).optional().describe('Form of the answer; wins over Accept.'),
  focusVersion: z.enum(['1.2', '1.3']).optional().describe('Columns of format=focus: 1.2 unless given.'),
  focusMonth: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional()
    .describe('Month (YYYY-MM) that format=focus writes for a modelled cost; the present one unless given.'),
  billingAccount: z.string().min(1).max(64).optional().describe('Paying account that format=focus writes.'),
});

type Given = Pick<AllocationTask, 'network' | 'bills' | 'traffic' | 'costCategory'>;

/** Says whose the cost is. Pure: nothing is stored, files are removed with the answer. */
export const allocations: RouteGroup = (app, { allocations: runner, options: { bodyLimitBytes } }) => {
  app.post(
    '/v1/allocations',
    {
      schema: {
        tags: ['allocations'],
        operationId: 'createAllocation',
        summary: 'Say whose the cost is',
        description:
          'Takes a network (the body, or part file), the files of a bill (part bill, repeated), or both. Without a bill the modelled ' +
          'month is allocated, with one what it charges. Shared endpoints are split by the bytes of their consumers; the parts add up.',
        querystring: querySchema,
      },
      config: { access: 'read', tenants: true, ...describedAllocation, rawBody: true },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, ...options } = request.query;
      const format = allocationFormat(given, request.headers.accept);
      const answer = await withGiven(request, (parts) =>
        runner({ ...options, ...parts, format }, disconnectionOf(reply)),
      );
      reply.header('content-type', allocationContentType(format)).header('vary', 'accept');
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
};

const EXAMPLE = 'For example curl -F file=@snapshot.json -F bill=@cur-00001.csv.gz, or --json @network.json.';

async function withGiven<T>(request: FastifyRequest, use: (given: Given) => Promise<T>): Promise<T> {
  if (!request.isMultipart()) {
    const { body } = request;
    if (body instanceof Uint8Array && body.byteLength > 0) {
      return use({ network: { name: 'request body', bytes: body }, bills: [], traffic: [] });
    }
    throw new TollgateError('TG1001', 'The request has no body.', { hint: EXAMPLE });
  }
  return withKeptParts(
    request,
    ['file', 'bill', 'traffic', 'costCategory'],
    ({ file, bill, traffic, costCategory }) => {
      if (file.length > 1 || costCategory.length > 1)
        throw strangePart('It may hold one part file and one part costCategory.');
      if (file.length === 0 && bill.length === 0) throw strangePart(`It needs a part file or bill. ${EXAMPLE}`);
      return use({ network: file[0], bills: bill, traffic, costCategory: costCategory[0] });
    },
  );
}
