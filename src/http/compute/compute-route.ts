import type { FastifySchemaCompiler } from 'fastify';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { Operation, RestPlace } from '../../operations/operation.ts';
import { STYLE_HASH } from '../../report/formats/html-style.ts';
import type { FormatName } from '../../report/formats/index.ts';
import type { AppContext } from '../app-context.ts';
import { disconnectionOf } from '../disconnection.ts';
import type { App } from '../routes/route-group.ts';
import { chooseFormat, contentTypeOf } from './answer-format.ts';
import { describedOperation } from './described.ts';
import { checkKeep, keepAnswer, withKeep } from './keep-answer.ts';
import { querySchema } from './request-schemas.ts';
import { withDocuments } from './task-of-request.ts';

/** A report is a page with its own style and nothing else. */
const PAGE_POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; frame-ancestors 'none'`;

/** The search may take this share of a request's time; the rest is for reading, proving and writing. */
const SEARCH_SHARE = 0.5;
const SECOND_MS = 1000;

/** A query is checked on arrival and converted where options are read: what a worker is handed is plain data. */
const checkAlone: FastifySchemaCompiler<unknown> = (route) => {
  const check = validatorCompiler(route as Parameters<typeof validatorCompiler>[0]);
  return (data: unknown) => {
    const result = check(data);
    return typeof result === 'object' && 'error' in result ? result : { value: data };
  };
};

/** Adds the route of an operation. Pure: nothing is stored, and files are removed with the answer. */
export function addComputeRoute(app: App, context: AppContext, operation: Operation, rest: RestPlace): void {
  const { compute, budget, options } = context;
  const { path, tag, operationId, summary, description } = rest;
  app.post(
    path,
    {
      schema: {
        tags: [tag],
        operationId,
        summary,
        description,
        querystring: withKeep(operation.name, querySchema(operation)),
      },
      validatorCompiler: checkAlone,
      config: { access: 'read', tenants: true, ...describedOperation(operation, rest), rawBody: true },
      bodyLimit: options.bodyLimitBytes,
    },
    async (request, reply) => {
      const {
        format: given,
        keep,
        ...query
      } = request.query as {
        readonly format?: FormatName;
        readonly keep?: string;
      };
      const format = chooseFormat(operation, given, request.headers.accept);
      checkKeep(request, keep, format);
      const searchSeconds = (options.workTimeoutMs / SECOND_MS) * SEARCH_SHARE;
      const { answer, gate } = await withDocuments(request, operation, budget, (documents) =>
        compute.run(operation, { operation: operation.name, ...documents, query, format, searchSeconds }, () =>
          disconnectionOf(reply),
        ),
      );
      await keepAnswer(context.services, operation.name, keep, answer);
      reply.header('content-type', contentTypeOf(format)).header('vary', 'accept');
      if (gate !== 'none' || operation.document === 'diff') reply.header('tollgate-gate', gate);
      if (format === 'html') reply.header('content-security-policy', PAGE_POLICY);
      return reply.send(answer);
    },
  );
}
