import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod, RouteOptions } from 'fastify';
import { z } from 'zod';
import { columnsOf, type ExportColumn } from './columns.ts';
import { LIST_FORMAT_NAMES, LIST_FORMATS, type ListFormat, listFormat } from './export-formats.ts';
import { csvStream, type Pages, parquetStream } from './write-list.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where the list lies in an answer that is no page ("card.rates"): it is then exported like a page's `data`. */
    readonly list?: string;
  }
}

/** A list in the answer of a route. */
interface ListRoute {
  readonly path: readonly string[];
  readonly item: z.ZodType;
}

/** Items asked for at a time. */
const PAGE = 200;

/**
 * Every list can also be had as CSV or Parquet, by `?format=` or `Accept`: whole, from the cursor on, whatever the limit. Must be called
 * before the routes are registered. A route is a list where its answer has `data`, or where its config names the list.
 */
export function registerExports(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const list = listOf(route);
    if (list === undefined) return;
    const { schema } = route;
    const query = (schema?.querystring ?? z.strictObject({})) as z.ZodObject;
    const format = z
      .enum(LIST_FORMAT_NAMES)
      .optional()
      .describe('csv and parquet give the whole list, whatever the limit.');
    route.schema = { ...schema, querystring: query.extend({ format }) };
    route.handler = exporting(route, list) as RouteHandlerMethod;
  });
}

/** The list of a route's answer, if it gives one. */
export function listOf({
  method,
  config,
  schema,
}: Pick<RouteOptions, 'method' | 'config' | 'schema'>): ListRoute | undefined {
  if (![method].flat().some((each) => each === 'GET' || each === 'HEAD') || schema?.hide === true) return undefined;
  const path = (config?.list ?? 'data').split('.');
  const answer = (schema?.response as Readonly<Record<number, unknown>> | undefined)?.[200];
  const array = path.reduce<unknown>((at, name) => (at instanceof z.ZodObject ? at.shape[name] : undefined), answer);
  return array instanceof z.ZodArray ? { path, item: array.element as z.ZodType } : undefined;
}

type Answering = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

function exporting({ handler, url }: RouteOptions, { path, item }: ListRoute): Answering {
  const answer = handler as unknown as Answering;
  let columns: readonly ExportColumn[] | undefined;
  const itemsIn = (page: unknown) =>
    path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], page) as readonly unknown[];
  return async (request, reply) => {
    const { format: given, ...query } = request.query as { readonly format?: ListFormat };
    const format = listFormat(given, request.headers.accept);
    reply.header('vary', 'accept');
    if (format === 'json') return answer(request, reply);
    columns ??= columnsOf(item);
    const ask = (cursor: string | null | undefined) => {
      request.query = { ...query, ...('limit' in query && { limit: PAGE, ...(cursor && { cursor }) }) };
      return answer(request, reply) as Promise<{ readonly next?: string | null }>;
    };
    // Asked before the answer begins, so that what is wrong with the request is still a problem document.
    const first = await ask((query as { readonly cursor?: string }).cursor);
    const pages = (async function* (): Pages & AsyncGenerator<readonly unknown[]> {
      for (let page = first; ; page = await ask(page.next)) {
        yield itemsIn(page);
        if (!page.next) return;
      }
    })();
    const name = url
      .split('/')
      .filter((part) => part !== '' && !part.startsWith(':'))
      .at(-1);
    reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
    reply.type(format === 'csv' ? `${LIST_FORMATS.csv}; charset=utf-8` : LIST_FORMATS.parquet);
    return reply.send(format === 'csv' ? csvStream(columns, pages) : await parquetStream(columns, pages));
  };
}
