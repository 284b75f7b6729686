import type { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';

/** Checks a parsed body against a schema; what reads it converts it. Throws TG1005 with path and line. */
export function checkWith(schema: z.ZodType, value: unknown, body: InputDocument): void {
  const result = schema.safeParse(value);
  if (result.success) return;
  const [issue] = result.error.issues;
  const path = (issue?.path ?? []).map(String).join('.');
  const line = body.lineOf(issue?.path ?? []);
  throw new TollgateError('TG1005', `${path === '' ? body.name : path}: ${issue?.message ?? 'is not valid'}.`, {
    location: { file: body.name, ...(path !== '' && { path }), ...(line !== undefined && { line }) },
  });
}
