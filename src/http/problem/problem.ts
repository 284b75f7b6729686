import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../core/errors.ts';

/** RFC 9457 problem document. `code` is stable and explained in docs/errors.md. */
export const problemSchema = z
  .object({
    type: z.string().describe('Identifies the kind of problem: urn:tollgate:error:CODE.'),
    title: z.string().describe('The kind of problem, always the same for one code.'),
    status: z.number().int().describe('The HTTP status.'),
    detail: z.string().describe('What went wrong this time.'),
    instance: z.string().describe('This occurrence: urn:tollgate:request:ID, with the id of X-Request-Id and the log.'),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).describe('Stable code, see docs/errors.md.'),
    hint: z.string().optional().describe('What to do about it.'),
    traceId: z.string().optional().describe('The trace of the request, where the service exports traces.'),
    location: z
      .object({
        file: z.string().optional(),
        address: z.string().optional(),
        line: z.number().int().optional(),
        path: z.string().optional(),
      })
      .optional()
      .describe('Where in the input it is.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Each place that does not fit, where there are several.'),
  })
  .meta({ id: 'Problem' });

export type ProblemDocument = z.infer<typeof problemSchema>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

type Extras = Pick<ProblemDocument, 'hint' | 'location' | 'errors'>;

/** A problem document of one code. */
export function problem(code: ErrorCode, detail: string, requestId: string, extras: Extras = {}): ProblemDocument {
  const { status, title } = ERRORS[code];
  return {
    type: `urn:tollgate:error:${code}`,
    title,
    status,
    detail,
    instance: `urn:tollgate:request:${requestId}`,
    code,
    ...extras,
  };
}
