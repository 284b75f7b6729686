import { z } from 'zod';
import { describedDiff } from '../diffs/described.ts';
import { diffOptionsSchema } from '../diffs/diff-options.ts';
import { diffInputsOf } from '../diffs/task-of-request.ts';
import { disconnectionOf } from '../disconnection.ts';
import { chooseFormat, contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import { PAGE_POLICY } from './estimates.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = diffOptionsSchema.extend({
  format: z.enum(ESTIMATE_FORMAT_NAMES).optional().describe('Form of the answer; wins over Accept.'),
});

/** Compares two states of a network. Pure, but for the time the answer carries. */
export const diffs: RouteGroup = (app, { diffs: runner, budget, options: { bodyLimitBytes } }) => {
  app.post(
    '/v1/diffs',
    {
      schema: {
        tags: ['diffs'],
        operationId: 'createDiff',
        summary: 'What a change of the network costs',
        description:
          'Takes both states (JSON or multipart), or a Terraform plan alone, and answers with the diff; as text/markdown it is the ' +
          'body of a comment. Limits are judged where the request sets them: the header tollgate-gate tells the verdict.',
        querystring: querySchema,
      },
      config: { access: 'read', tenants: true, ...describedDiff, rawBody: true },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const { format: given, ...options } = request.query;
      const format = chooseFormat(given, request.headers.accept);
      const inputs = await diffInputsOf(request, budget);
      const task = { ...inputs, format, options: { ...inputs.options, ...options } };
      const { answer, gate } = await runner.run(task, () => disconnectionOf(reply));
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept').header('tollgate-gate', gate);
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
};
