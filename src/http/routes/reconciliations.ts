import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { disconnectionOf } from '../disconnection.ts';
import { chooseFormat, contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import { describedReconciliation } from '../reconciliations/described.ts';
import { withKeptRequest } from '../reconciliations/kept-request.ts';
import { PAGE_POLICY } from './estimates.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = z.strictObject({
  region: z.string().min(1).max(32).optional().describe('Region of entries that name none.'),
  byDay: z.stringbool().optional().describe('Show every day of every line.'),
  format: z
    .enum(ESTIMATE_FORMAT_NAMES)
    .exclude(['infracost'])
    .optional()
    .describe('Form of the answer; wins over Accept.'),
});

/** Compares a bill with what the model says. Pure: nothing is stored, the files are removed with the answer. */
export const reconciliations: RouteGroup = (app, { reconciliations: runner, options: { bodyLimitBytes } }) => {
  app.post(
    '/v1/reconciliations',
    {
      schema: {
        tags: ['reconciliations'],
        operationId: 'createReconciliation',
        summary: 'Compare a bill with what the model says',
        description:
          'Takes a network (part file) and the files of one bill (part bill, repeated): CUR legacy or 2.0, FOCUS 1.0, 1.2 or 1.3 as ' +
          'CSV, CSV.GZ or Parquet. Answers with every difference split into named causes, and what none explains.',
        querystring: querySchema,
      },
      config: { access: 'read', tenants: true, ...describedReconciliation },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, region, byDay } = request.query;
      const format = chooseFormat(given, request.headers.accept);
      if (format === 'infracost') {
        throw new TollgateError('TG1504', 'A reconciliation has no Infracost form.', {
          hint: 'Accept application/json.',
        });
      }
      const answer = await withKeptRequest(request, (kept) =>
        runner({ ...kept, region, byDay, format }, disconnectionOf(reply)),
      );
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
};
