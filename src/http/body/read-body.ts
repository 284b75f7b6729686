import type { FastifyInstance, FastifyRequest } from 'fastify';
import { TollgateError } from '../../core/errors.ts';
import type { BodyBudget } from './body-budget.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Bytes of the body taken from the budget; given back when the answer is done. */
    heldBytes: number;
  }
}

/** Media types whose bytes are handed on unparsed: what they are is recognised from the content, off the event loop where large. */
const RAW_TYPES: readonly RegExp[] = [
  /^application\/(?:[\w.-]+\+)?json(?:\s*;|$)/,
  /^(?:application|text)\/(?:[\w.-]+\+)?(?:x-)?yaml(?:\s*;|$)/,
  /^text\/plain(?:\s*;|$)/,
];

const CHARSET = /;\s*charset="?([^";\s]+)/i;
const CHARSETS = new Set(['utf-8', 'utf8', 'us-ascii', 'utf-16', 'utf-16le', 'utf-16be']);

/** Bodies arrive as bytes, within the limit and the budget; nothing is parsed here. */
export function registerBodies(app: FastifyInstance, limitBytes: number, budget: BodyBudget): void {
  app.removeAllContentTypeParsers();
  app.decorateRequest('heldBytes', 0);
  app.addHook('onRequest', (request, reply, done) => {
    const error = refusal(request, limitBytes);
    if (error) return done(error);
    if (hasBody(request)) reply.raw.once('close', () => budget.give(request.heldBytes));
    done();
  });
  for (const type of RAW_TYPES) {
    app.addContentTypeParser(type, (request, payload, done) => readBody(request, payload, limitBytes, budget, done));
  }
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** What the headers alone tell: too long, or encoded in a way that is not read. */
function refusal({ headers }: FastifyRequest, limitBytes: number): TollgateError | undefined {
  const length = headers['content-length'];
  if (length !== undefined && Number(length) > limitBytes) return tooLarge(limitBytes);
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

const tooLarge = (limitBytes: number): TollgateError =>
  new TollgateError('TG1006', `The request body exceeds the limit of ${limitBytes} bytes.`, {
    hint: 'Raise TOLLGATE_BODY_LIMIT_MIB, or send the network in parts.',
  });

function readBody(
  request: FastifyRequest,
  payload: NodeJS.ReadableStream,
  limitBytes: number,
  budget: BodyBudget,
  done: (error: Error | null, body?: Buffer) => void,
): void {
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
