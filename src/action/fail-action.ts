import { TollgateError } from '../core/errors.ts';
import { markdownText } from '../report/formats/markdown-text.ts';
import type { Runner } from './runner.ts';

/** What the bundle of the Action leaves out ends in this word; see scripts/build-action.ts. */
const LEFT_OUT = /is not part of the Action$/;

/** Ends a run that has no result: one `::error::` with its code, a job summary, and every output set. Nothing is thrown. */
export async function failAction(error: unknown, runner: Runner, isTold = false): Promise<void> {
  const { code, message, hint } = known(error);
  const text = `${code}: ${message}${hint === undefined ? '' : ` ${hint}`}`.replace(/\s*\n\s*/g, ' ');
  if (!isTold) {
    for (const name of ['monthly', 'delta', 'percent', 'comment-url']) runner.output(name, '');
    runner.output('gate', 'error');
  }
  // A summary that cannot be written must not hide the error.
  await runner.summary(`### ❌ Tollgate ended with an error\n\n${markdownText(text)}\n`).catch(() => undefined);
  runner.fail(text);
}

function known(error: unknown): TollgateError {
  if (error instanceof TollgateError) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof Error && LEFT_OUT.test(error.message)) {
    return new TollgateError('TG5020', `The Action does not read an input of this kind: ${error.message}.`, {
      hint: 'Run the command line in the workflow (npm install --global tollgate).',
    });
  }
  return new TollgateError('TG1509', detail, {
    hint: 'This is a fault in Tollgate, not in your input: please report it with the inputs of the step.',
    cause: error,
  });
}
