import { TollgateError } from '../core/errors.ts';
import { systemReason } from './system-reason.ts';

/** TG2009 for an error that says that a disk takes no more, wherever it comes from; undefined = it says something else. */
export function diskError(error: unknown): TollgateError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || /no space left on device/i.test(error.message);
  if (!isFull && code !== 'EROFS') return undefined;
  return new TollgateError('TG2009', `Tollgate cannot write a file: ${systemReason(error) ?? 'the disk is full'}.`, {
    hint: 'Make room in the data directory and the temporary directory (TOLLGATE_DATA_DIR, TMPDIR). What was stored before is unharmed.',
    cause: error,
  });
}
