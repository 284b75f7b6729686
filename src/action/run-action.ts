import { TollgateError } from '../core/errors.ts';
import { outcomeText } from '../operations/comment/outcome-text.ts';
import { postComment } from '../operations/comment/post-comment.ts';
import { diff as operation } from '../operations/diff/operation.ts';
import type { Verdict } from '../operations/operation.ts';
import { operationNamed } from '../operations/operation-named.ts';
import type { Services } from '../operations/services.ts';
import { write } from '../operations/write-answer.ts';
import type { DiffDocument } from '../report/diff-document.ts';
import { type ActionInputs, type InputReader, readInputs } from './inputs.ts';

/** The runner as the Action sees it. `action.ts` builds the real one from the Actions toolkit. */
export interface Runner {
  readonly input: InputReader;
  /** The checkout. */
  readonly workspace: string;
  /** `OWNER/NAME` and number of the pull request the workflow runs for; undefined for any other event. */
  readonly pullRequest: { readonly repository: string; readonly number: number } | undefined;
  output(name: string, value: string): void;
  summary(markdown: string): Promise<void>;
  notice(message: string): void;
  fail(message: string): void;
}

/** Compares, reports, comments, and only then judges. Every outcome is on the runner; nothing is thrown but faults of Tollgate. */
export async function runAction(runner: Runner, services: Services): Promise<void> {
  try {
    const inputs = readInputs(runner.input, operation, services.readFile);
    const disk = { folder: runner.workspace, kindOf: services.kindOf, open: services.readFile };
    const answer = await operation.run(inputs.inputs, inputs.options, { ...services, disk, operation: operationNamed });
    const { document: diff, tag: own } = answer;
    const content = await write(operation, answer, inputs.options, {
      format: 'markdown',
      isShort: true,
      paths: [],
      now: services.now(),
      origin: async () => services.pipeline,
      layout: {},
    });
    await runner.summary(content);
    tellOutputs(diff, runner);
    const tag = runner.input('tag') === '' ? (own ?? inputs.tag) : inputs.tag;
    await comment(diff, content, { ...inputs, tag }, runner, services);
    judge(operation.judge?.(diff, inputs.options), inputs, runner);
  } catch (error) {
    if (!(error instanceof TollgateError)) throw error;
    runner.fail(`${error.code}: ${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`);
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
