import { z } from 'zod';
import { describedCapacity } from '../capacity/described.ts';
import { capacityFormat, capacityInputsOf } from '../capacity/task-of-request.ts';
import { disconnectionOf } from '../disconnection.ts';
import { contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import { planOptionsSchema } from '../recommendations/plan-options.ts';
import { PAGE_POLICY } from './estimates.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = planOptionsSchema.extend({
  kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
  format: z
    .enum(ESTIMATE_FORMAT_NAMES)
    .exclude(['infracost'])
    .optional()
    .describe('Form of the answer; wins over Accept.'),
});

/** The search may take this share of a request's time; the rest is for reading, proving and writing. */
const SEARCH_SHARE = 0.5;
const SECOND_MS = 1000;

/** The cheapest network that stays safe. */
export const recommendations: RouteGroup = (app, { capacity, budget, options: { bodyLimitBytes, workTimeoutMs } }) => {
  app.post(
    '/v1/recommendations',
    {
      schema: {
        tags: ['recommendations'],
        operationId: 'createPlan',
        summary: 'The cheapest network that stays safe, proved, and how to get there',
        description:
          'Takes a network with its traffic: a snapshot, or a document and rows of traffic (JSON), or files (multipart), and ' +
          'answers with a plan. Pure: nothing is stored, and the same request gives the same answer.',
        querystring: querySchema,
      },
      config: { ...describedCapacity('Plan'), rawBody: true },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, kind, ...options } = request.query;
      const format = capacityFormat(given, request.headers.accept);
      const inputs = await capacityInputsOf(request, budget, planOptionsSchema);
      const task = {
        ...inputs,
        subject: 'plan' as const,
        kind,
        format,
        options: { ...inputs.options, ...options },
        mostSeconds: (workTimeoutMs / SECOND_MS) * SEARCH_SHARE,
      };
      const answer = await capacity(task, disconnectionOf(reply));
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
};
