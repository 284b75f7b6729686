import { TollgateError } from '../../core/errors.ts';

/** What the log may hold of an error: never the message of a foreign one, which may quote a plan, a policy or a tag. */
interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly stack?: string;
}

/** Cuts an error down to what may be logged. Our own messages are written to be shown; of others only name and frames are kept. */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(error instanceof TollgateError && { message: error.message, ...(error.hint && { hint: error.hint }) }),
    ...(frames && { stack: frames.join('\n') }),
  };
}
