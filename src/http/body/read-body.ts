import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decodeText } from '../../core/decode-text.ts';
import { TollgateError } from '../../core/errors.ts';
import { parseJson } from '../../core/json-document.ts';
import type { BodyBudget } from './body-budget.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is handed on as bytes, of any text type: a large one is parsed in a worker. */
    readonly rawBody?: boolean;
  }
  interface FastifyRequest {
    /** Bytes of the body taken from the budget; given back when the answer is done. */
    heldBytes: number;
  }
}

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/;
/** Further types that a route with `rawBody` reads: what the bytes are is recognised from the content. */
const RAW_TYPES: readonly RegExp[] = [
  /^(?:application|text)\/(?:[\w.-]+\+)?(?:x-)?yaml(?:\s*;|$)/,
  /^text\/plain(?:\s*;|$)/,
];

const CHARSET = /;\s*charset="?([^";\s]+)/i;
const CHARSETS = new Set(['utf-8', 'utf8', 'us-ascii', 'utf-16', 'utf-16le', 'utf-16be']);

/**
 * Bodies arrive within the limit of their route and the budget of the service: as bytes on routes with `rawBody`, else as the
 * value of their JSON. The default parsers are replaced because they neither refuse prototype keys as ours nor share a budget.
 */
export function registerBodies(app: FastifyInstance, budget: BodyBudget): void {
  app.removeAllContentTypeParsers();
  app.decorateRequest('heldBytes', 0);
  app.addHook('onRequest', (request, reply, done) => {
    const error = refusal(request);
    if (error) return done(error);
    if (hasBody(request)) reply.raw.once('close', () => budget.give(request.heldBytes));
    done();
  });
  app.addContentTypeParser(JSON_TYPE, (request, payload, done) => {
    readBody(request, payload, budget, isRaw(request) ? done : parsing(done));
  });
  for (const type of RAW_TYPES) {
    app.addContentTypeParser(type, (request, payload, done) => {
      if (isRaw(request)) readBody(request, payload, budget, done);
      else done(new TollgateError('TG1503', 'This route reads JSON.', { hint: 'Send application/json.' }));
    });
  }
}

const isRaw = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.rawBody === true;

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

type Done = (error: Error | null, body?: unknown) => void;

/** Hands on the value of the JSON; an empty body is no value. */
const parsing =
  (done: Done): Done =>
  (error, body) => {
    if (error || !(body instanceof Uint8Array)) return done(error);
    let value: unknown;
    try {
      value = body.byteLength === 0 ? undefined : parseJson(decodeText(body, 'request body'), 'request body').value;
    } catch (cause) {
      return done(cause as Error);
    }
    done(null, value);
  };

/** What the headers alone tell: too long, or encoded in a way that is not read. */
function refusal({ headers, routeOptions }: FastifyRequest): TollgateError | undefined {
  const length = headers['content-length'];
  if (length !== undefined && Number(length) > limitOf(routeOptions)) return tooLarge(limitOf(routeOptions));
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return new TollgateError('TG1503', 'Encoded (compressed) request bodies are not read.', {
      hint: 'Send the body without Content-Encoding.',
    });
  }
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !CHARSETS.has(charset.toLowerCase())) {
    return new TollgateError('TG1503', 'The charset of the request is not read.', { hint: 'Send UTF-8.' });
  }
  return undefined;
}

/** Paths that do not exist have no limit of their own; their bodies are not read at all. */
const limitOf = ({ bodyLimit }: { bodyLimit?: number | undefined }): number => bodyLimit ?? Number.MAX_SAFE_INTEGER;

const tooLarge = (limitBytes: number): TollgateError =>
  new TollgateError('TG1006', `The request body exceeds the limit of ${limitBytes} bytes.`, {
    hint: 'Send the network in parts; TOLLGATE_BODY_LIMIT_MIB sets the limit of estimates.',
  });

function readBody(request: FastifyRequest, payload: NodeJS.ReadableStream, budget: BodyBudget, done: Done): void {
  const limitBytes = limitOf(request.routeOptions);
  const chunks: Buffer[] = [];
  const settle = (error: Error | null): void => {
    payload.off('data', onData).off('end', onEnd).off('error', onError);
    done(error, error ? undefined : Buffer.concat(chunks, request.heldBytes));
  };
  const onData = (chunk: Buffer): void => {
    const tooLong = request.heldBytes + chunk.length > limitBytes;
    const error = tooLong ? tooLarge(limitBytes) : budget.take(chunk.length);
    if (error) {
      chunks.length = 0;
      settle(error);
    } else {
      request.heldBytes += chunk.length;
      chunks.push(chunk);
    }
  };
  const onEnd = (): void => settle(null);
  const onError = (): void => settle(new TollgateError('TG1510', 'The request ended before its body did.'));
  payload.on('data', onData).on('end', onEnd).on('error', onError);
}
