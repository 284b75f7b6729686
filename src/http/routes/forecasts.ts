import { z } from 'zod';
import { forecastOptionsSchema } from '../capacity/capacity-options.ts';
import { describedCapacity } from '../capacity/described.ts';
import { capacityFormat, capacityInputsOf } from '../capacity/task-of-request.ts';
import { disconnectionOf } from '../disconnection.ts';
import { contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import { PAGE_POLICY } from './estimates.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = forecastOptionsSchema.extend({
  kind: z.string().optional().describe('Kind of the document; absent = recognised.'),
  format: z
    .enum(ESTIMATE_FORMAT_NAMES)
    .exclude(['infracost'])
    .optional()
    .describe('Form of the answer; wins over Accept.'),
});

/** When zones fill up and what coming months cost. Pure: nothing is stored. */
export const forecasts: RouteGroup = (app, { capacity, budget, options: { bodyLimitBytes } }) => {
  app.post(
    '/v1/forecasts',
    {
      schema: {
        tags: ['capacity'],
        operationId: 'createForecast',
        summary: 'When each zone fills up and what each coming month costs',
        description:
          'Takes a network with its throughput: a snapshot, or a document and rows of traffic (JSON), or files (multipart). Every ' +
          'series is foretold by the method that did best in a back-test, with intervals; a short history is refused, not drawn on.',
        querystring: querySchema,
      },
      config: { access: 'read', tenants: true, ...describedCapacity('Forecast'), rawBody: true },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, kind, ...options } = request.query;
      const format = capacityFormat(given, request.headers.accept);
      const inputs = await capacityInputsOf(request, budget, forecastOptionsSchema);
      const task = {
        ...inputs,
        subject: 'forecast' as const,
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
