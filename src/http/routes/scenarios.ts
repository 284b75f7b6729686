import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import { disconnectionOf } from '../disconnection.ts';
import { chooseFormat, contentTypeOf, ESTIMATE_FORMAT_NAMES } from '../estimates/formats.ts';
import { ref, renderings } from '../openapi/bodies.ts';
import { PAGE_POLICY } from './estimates.ts';
import type { RouteGroup } from './route-group.ts';

const querySchema = z.strictObject({
  format: z
    .enum(ESTIMATE_FORMAT_NAMES)
    .exclude(['infracost'])
    .optional()
    .describe('Form of the answer; wins over Accept.'),
});

/** Compares variants of a network over months. Pure: nothing is stored. */
export const scenarios: RouteGroup = (app, { scenarios: runner, options: { bodyLimitBytes } }) => {
  app.post(
    '/v1/scenarios',
    {
      schema: {
        tags: ['scenarios'],
        operationId: 'createScenario',
        summary: 'Compare designs over months of growing traffic',
        description:
          'Prices named variants of a network month by month with the same rates and growth, and tells from which month one ' +
          'costs less than another.',
        querystring: querySchema,
      },
      config: {
        access: 'read',
        tenants: true,
        rawBody: true,
        errors: [
          'TG1001',
          'TG1002',
          'TG1004',
          'TG1006',
          'TG1012',
          'TG1013',
          'TG1102',
          'TG1401',
          'TG1503',
          'TG1504',
          'TG1508',
        ],
        describe: {
          headers: {},
          body: { content: { 'application/json': { schema: ref('ScenarioInput') } } },
          response: {
            200: {
              description: 'The comparison.',
              content: renderings(ref('Comparison')),
            },
          },
        },
      },
      bodyLimit: bodyLimitBytes,
    },
    async (request, reply) => {
      const format = chooseFormat(request.query.format, request.headers.accept);
      if (format === 'infracost') {
        throw new TollgateError('TG1504', 'A comparison has no Infracost form.', { hint: 'Accept application/json.' });
      }
      const { body } = request;
      if (!(body instanceof Uint8Array) || body.byteLength === 0) {
        throw new TollgateError('TG1001', 'The request has no body.', {
          hint: 'Send {"variants": [{"name": ..., "document": ...}, ...], "months": 12, "growth": "0.02"}.',
        });
      }
      const answer = await runner({ name: 'request body', bytes: body, format }, disconnectionOf(reply));
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
};
