import { z } from 'zod';
import { headroomOptionsSchema } from '../capacity/capacity-options.ts';
import { describedCapacity } from '../capacity/described.ts';
import { capacityFormat, capacityInputsOf } from '../capacity/task-of-request.ts';
import { disconnectionOf } from '../disconnection.ts';
import { contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import { PAGE_POLICY } from './estimates.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = headroomOptionsSchema.extend({
  kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
  format: z
    .enum(ESTIMATE_FORMAT_NAMES)
    .exclude(['infracost'])
    .optional()
    .describe('Form of the answer; wins over Accept.'),
});

/** How full each zone is. Pure: nothing is stored. */
export const headroom: RouteGroup = (app, { capacity, budget, options: { bodyLimitBytes } }) => {
  app.post(
    '/v1/headroom',
    {
      schema: {
        tags: ['capacity'],
        operationId: 'createHeadroom',
        summary: 'How full each zone of each endpoint is, today and with one zone gone',
        description:
          'Takes a network with its throughput: a snapshot, or a document and rows of traffic (JSON), or files (multipart). Without ' +
          'throughput the stated peaks speak; what nobody tells is `unknown`, which is not `ok`.',
        querystring: querySchema,
      },
      config: { access: 'read', tenants: true, ...describedCapacity('Headroom'), rawBody: true },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, kind, ...options } = request.query;
      const format = capacityFormat(given, request.headers.accept);
      const inputs = await capacityInputsOf(request, budget, headroomOptionsSchema);
      const task = {
        ...inputs,
        subject: 'headroom' as const,
        kind,
        format,
        options: { ...inputs.options, ...options },
      };
      const answer = await capacity(task, disconnectionOf(reply));
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
};
