import { z } from 'zod';
import { STYLE_HASH } from '../../report/formats/html-style.ts';
import { disconnectionOf } from '../disconnection.ts';
import { describedEstimate } from '../estimates/described.ts';
import { estimateOptionsSchema } from '../estimates/estimate-options.ts';
import { chooseFormat, contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import { inputsOf } from '../estimates/task-of-request.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = estimateOptionsSchema.extend({
  kind: z.string().optional().describe('Kind of the document, such as terraform-plan; absent = recognised.'),
  format: z.enum(ESTIMATE_FORMAT_NAMES).optional().describe('Form of the answer; wins over Accept.'),
});

/** A report is a page with its own style and nothing else. */
export const PAGE_POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; frame-ancestors 'none'`;

/** Prices a network. Pure: the same request gives the same answer, so it may be repeated freely. */
export const estimates: RouteGroup = (app, { estimates: runner, budget, options: { bodyLimitBytes } }) => {
  app.post(
    '/v1/estimates',
    {
      schema: {
        tags: ['estimates'],
        operationId: 'createEstimate',
        summary: 'Price a network of VPC endpoints',
        description:
          'Takes a topology file, a Terraform plan or another document that Tollgate reads, and answers with its estimate. ' +
          'Pure: nothing is stored, and the same request gives the same answer, so that Idempotency-Key is accepted and needs no memory.',
        querystring: querySchema,
      },
      config: { access: 'read', tenants: true, ...describedEstimate, rawBody: true },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, kind, ...options } = request.query;
      const format = chooseFormat(given, request.headers.accept);
      const inputs = await inputsOf(request, budget);
      const task = { ...inputs, kind, format, options: { ...inputs.options, ...options } };
      const answer = await runner.run(task, () => disconnectionOf(reply));
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
};
