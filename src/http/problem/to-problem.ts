import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type ErrorCode, TollgateError } from '../../core/errors.ts';
import { diskError } from '../../files/disk-error.ts';
import { type ProblemDocument, problem } from './problem.ts';

/** Errors of the HTTP libraries by their own code. Their messages may quote the request, so ours replace them. */
const LIBRARY_ERRORS: Readonly<Record<string, { code: ErrorCode; detail: string; hint?: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'TG1006', detail: 'The request body exceeds the limit.' },
  FST_REQ_FILE_TOO_LARGE: { code: 'TG1006', detail: 'A part of the request exceeds the limit.' },
  FST_PARTS_LIMIT: { code: 'TG1510', detail: 'The multipart body has too many parts.' },
  FST_FILES_LIMIT: { code: 'TG1510', detail: 'The multipart body has too many files.' },
  FST_FIELDS_LIMIT: { code: 'TG1510', detail: 'The multipart body has too many fields.' },
  FST_PROTO_VIOLATION: { code: 'TG1013', detail: 'A part of the request has a forbidden name.' },
  FST_MP_PREMATURE_CLOSE: { code: 'TG1510', detail: 'The multipart body ends too early.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'TG1503',
    detail: 'The media type of the request is not supported.',
    hint: 'Send application/json, application/yaml or multipart/form-data; with curl: --json @FILE or -F file=@FILE.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'TG1510', detail: 'The body is not as long as Content-Length says.' },
  FST_ERR_BAD_URL: { code: 'TG1510', detail: 'The path of the request is not a valid URL path.' },
};

/** Entries of `errors` that a problem document carries at most. */
const MAX_ERRORS = 50;

/**
 * The problem document of whatever was thrown. Unknown errors and every status 500 keep their details to the log, because
 * messages of libraries may quote plans, policies or tag values.
 */
export function toProblem(error: unknown, requestId: string): ProblemDocument {
  const ours = error instanceof TollgateError ? error : diskError(error);
  if (ours) return ofTollgate(ours, requestId);
  if (hasZodFastifySchemaValidationErrors(error)) return ofSchema(error, requestId);
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : LIBRARY_ERRORS[code];
  if (known) return problem(known.code, known.detail, requestId, known.hint === undefined ? {} : { hint: known.hint });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return problem('TG1510', 'The request cannot be read.', requestId);
  }
  return hidden('TG1509', requestId);
}

const hidden = (code: ErrorCode, requestId: string): ProblemDocument =>
  problem(code, 'Tollgate failed to answer the request.', requestId, {
    hint: 'The log of the service holds the details under this instance.',
  });

function ofTollgate(error: TollgateError, requestId: string): ProblemDocument {
  if (error.status === 500) return hidden(error.code, requestId);
  return problem(error.code, error.message, requestId, {
    ...(error.hint !== undefined && { hint: error.hint }),
    ...(error.location && { location: { ...error.location } }),
  });
}

/** Parts of a request as people call them. */
const PARTS: Readonly<Record<string, string>> = {
  querystring: 'query',
  params: 'path',
  headers: 'header',
  body: 'body',
};

function ofSchema(error: FastifyError, requestId: string): ProblemDocument {
  const part = PARTS[error.validationContext ?? ''] ?? 'request';
  const errors = (error.validation ?? []).slice(0, MAX_ERRORS).map(({ instancePath, message = 'is not valid' }) => ({
    path: part + instancePath.replaceAll('/', '.').replace(/\.$/, ''),
    message: message.endsWith('received undefined') ? 'is required' : message,
  }));
  const [first] = errors;
  const detail = first ? `${first.path}: ${first.message}.` : 'The request does not fit its schema.';
  return problem('TG1005', detail, requestId, { errors, ...(first && { location: { path: first.path } }) });
}
