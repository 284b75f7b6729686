import { TollgateError } from '../core/errors.ts';
import { outcomeText } from '../operations/comment/outcome-text.ts';
import { postComment } from '../operations/comment/post-comment.ts';
import { diff as operation } from '../operations/diff/operation.ts';
import type { Verdict } from '../operations/operation.ts';
import { operationNamed } from '../operations/operation-named.ts';
import type { Services } from '../operations/services.ts';
import { write } from '../operations/write-answer.ts';
import type { DiffDocument } from '../report/diff-document.ts';
import { textOf } from '../report/formats/format.ts';
import { failAction } from './fail-action.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import type { Runner } from './runner.ts';

/** Compares, reports, comments, and only then judges. Every outcome is on the runner; nothing is thrown. */
export async function runAction(runner: Runner, services: Services): Promise<void> {
  let isTold = false;
  try {
    const inputs = readInputs(runner.input, operation, services.readFile);
    const disk = {
      folder: runner.workspace,
      kindOf: services.kindOf,
      open: services.readFile,
      // The word "base" is the commit that the pull request is to be merged into.
      checkout: (revision: string, folder: string) =>
        services.checkout(revision === 'base' ? (runner.base ?? revision) : revision, folder),
    };
    const answer = await operation.run(inputs.inputs, inputs.options, { ...services, disk, operation: operationNamed });
    const { document: diff, tag: own } = answer;
    const written = await write(operation, answer, inputs.options, {
      format: 'markdown',
      isShort: true,
      paths: [],
      now: services.now(),
      origin: async () => services.pipeline,
      layout: {},
    });
    const content = textOf(written);
    await runner.summary(content);
    tellOutputs(diff, runner);
    isTold = true;
    const tag = runner.input('tag') === '' ? (own ?? inputs.tag) : inputs.tag;
    await comment(diff, content, { ...inputs, tag }, runner, services);
    judge(operation.judge?.(diff, inputs.options), inputs, runner);
  } catch (error) {
    await failAction(error, runner, isTold);
  }
}

function tellOutputs({ head, delta, gates }: DiffDocument, runner: Runner): void {
  runner.output('monthly', head.monthly);
  runner.output('delta', delta.monthly);
  runner.output('percent', delta.percent === null ? '' : String(delta.percent));
  runner.output('gate', gates.length === 0 ? 'none' : gates.every((gate) => gate.passed) ? 'passed' : 'exceeded');
  runner.output('comment-url', '');
}

async function comment(
  diff: DiffDocument,
  content: string,
  { comment: wanted, tag, behavior, skipNoDiff }: ActionInputs,
  runner: Runner,
  services: Services,
): Promise<void> {
  const { pullRequest } = runner;
  if (!wanted) return;
  if (!pullRequest) {
    runner.notice('The workflow does not run for a pull request, so the report is in the job summary only.');
    return;
  }
  const request = {
    content,
    tag,
    behavior,
    skipNoDiff,
    validAt: diff.generatedAt,
    hasChanges: diff.changes.length > 0,
  };
  try {
    const result = await postComment(request, await services.comments({ host: 'github', ...pullRequest }));
    runner.notice(outcomeText(result));
    if (result.url !== undefined) runner.output('comment-url', result.url);
  } catch (error) {
    if (!(error instanceof TollgateError) || error.code !== 'TG5011') throw error;
    runner.notice('The token may not write comments (a fork?), so the report is in the job summary only.');
  }
}

function judge(verdict: Verdict | undefined, { failOnUnknown }: ActionInputs, runner: Runner): void {
  const { exceeded = [], undecided = [], unknown } = verdict ?? {};
  for (const each of exceeded) runner.fail(each);
  if (exceeded.length > 0 || !failOnUnknown) return;
  for (const each of undecided) runner.fail(each);
  if (unknown !== undefined) runner.fail(`${unknown} and fail-on-unknown is set.`);
}
