import { type ErrorCode, TollgateError } from '../../core/errors.ts';
import type { Location } from '../../core/location.ts';
import { diskError } from '../../files/disk-error.ts';

/** One of our errors as plain data: threads share no classes. */
interface WireError {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly hint: string | undefined;
  readonly location: Location | undefined;
}

/** What a worker sends back. */
export type WorkResult<T> = { readonly value: T } | { readonly error: WireError };

/** Runs work and makes data of its outcome. Errors that are not ours are thrown on. */
export async function settled<T>(work: Promise<T>): Promise<WorkResult<T>> {
  try {
    return { value: await work };
  } catch (error) {
    const ours = error instanceof TollgateError ? error : diskError(error);
    if (!ours) throw error;
    const { code, message: detail, hint, location } = ours;
    return { error: { code, detail, hint, location } };
  }
}

/** The value, or the error thrown as it was. */
export function unwrapped<T>(result: WorkResult<T>): T {
  if ('value' in result) return result.value;
  const { code, detail, hint, location } = result.error;
  throw new TollgateError(code, detail, { ...(hint !== undefined && { hint }), ...(location && { location }) });
}
