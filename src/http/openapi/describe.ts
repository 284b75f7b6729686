import type { SwaggerTransform, SwaggerTransformObject } from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { ERRORS, type ErrorCode } from '../../core/errors.ts';
import type { AccessScope } from '../../operations/resources/access/principal.ts';
import { LIST_FORMATS } from '../exports/export-formats.ts';
import { listOf } from '../exports/register-exports.ts';
import { PROBLEM_MEDIA_TYPE, problem } from '../problem/problem.ts';
import { withoutUnused } from './without-unused.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Errors the route answers beside those every route can: each is described with an example. */
    readonly errors?: readonly ErrorCode[];
    /** Parts of the described operation that no zod schema tells, as JSON Schema. */
    readonly describe?: Readonly<Partial<Record<'headers' | 'body' | 'response', Readonly<Record<string, unknown>>>>>;
  }
}

/** Errors any route can answer. */
const COMMON_ERRORS: readonly ErrorCode[] = ['TG1005', 'TG1505', 'TG1506', 'TG1509', 'TG1510'];

/** What the OpenAPI document says of a route: its zod schemas, and every error it lists as a problem document. */
export const describeRoute: SwaggerTransform = (route) => {
  const transformed = jsonSchemaTransform(route as Parameters<typeof jsonSchemaTransform>[0]);
  const { schema } = transformed;
  if (!schema || schema.hide === true) return transformed;
  const { errors = [], describe, access: needed } = route.route.config ?? {};
  const open = needed === 'open';
  const access: readonly ErrorCode[] = open ? [] : ['TG1517', 'TG1518', 'TG1519'];
  const response = {
    ...withExports(withDescription(schema.response, schema.summary), listOf(route.route) !== undefined),
    ...describe?.response,
    ...problemResponses([...errors, ...access, ...COMMON_ERRORS]),
  };
  return { ...transformed, schema: { ...schema, ...describe, security: securityOf(needed), response } };
};

/** A key or a token with that scope; on a service without either nobody is asked. */
const securityOf = (needed: 'open' | AccessScope = 'admin') =>
  needed === 'open' ? [] : [{ key: [needed] }, { token: [needed] }];

/** The whole document: the components are the zod schemas that have an id and are used. */
export const describeDocument: SwaggerTransformObject = (document) =>
  withoutUnused(jsonSchemaTransformObject(document));

/** What a success is: the summary of the operation, unless its schema says more. */
const withDescription = (responses: unknown, summary: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries((responses ?? {}) as Record<string, object>).map(([status, response]) => [
      status,
      { description: summary, ...response },
    ]),
  );

/** A list is also answered in the other formats. */
function withExports(responses: Record<string, unknown>, isList: boolean): Record<string, unknown> {
  if (!isList) return responses;
  const { description, ...schema } = responses['200'] as { readonly description: string };
  const content = Object.fromEntries(
    Object.entries(LIST_FORMATS).map(([name, type]) => [type, { schema: name === 'json' ? schema : EXPORTED[name] }]),
  );
  return { ...responses, 200: { description, content } };
}

/** What the schemas of the documented exports are: an export has a column for each field of an item. */
const EXPORTED: Readonly<Record<string, object>> = {
  csv: { type: 'string' },
  parquet: { type: 'string', format: 'binary' },
};

/** One response per status, with one example per code. */
function problemResponses(codes: readonly ErrorCode[]): Record<string, unknown> {
  const byStatus = Map.groupBy([...new Set(codes)].sort(), (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `${code}: ${ERRORS[code].title}`).join('. '),
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(group.map((code) => [code, { value: example(code) }])),
          },
        },
      },
    ]),
  );
}

const example = (code: ErrorCode) => problem(code, `${ERRORS[code].title}.`, '0b9f6d2c-5f0e-4c39-9a3b-3f0c4f0f6f10');
