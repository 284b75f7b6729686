import { TollgateError } from '../../src/core/errors.ts';

/** The TollgateError that `run` ends in; anything else, a result too, fails the test. */
export async function errorFrom(run: () => unknown): Promise<TollgateError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof TollgateError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
