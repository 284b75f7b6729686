import { TollgateError } from '../core/errors.ts';
import { BEHAVIORS, type Behavior } from '../operations/comment/post-comment.ts';
import type { DiffFilesRequest } from '../operations/diff/diff-files.ts';
import { parseGates } from '../operations/diff/gates/parse-gates.ts';

/** Reads an input by its name in action.yml; '' where it is not given. */
export type InputReader = (name: string) => string;

/** What the Action is asked to do. */
export interface ActionInputs {
  readonly diff: DiffFilesRequest;
  readonly comment: boolean;
  readonly behavior: Behavior;
  readonly tag: string;
  readonly title: string | undefined;
  readonly skipNoDiff: boolean;
  readonly failOnUnknown: boolean;
}

/** Checks the inputs, as the runner enforces nothing. Throws TG5004 for a gate, TG5020 for anything else, naming the input. */
export function readInputs(input: InputReader, folder: string): ActionInputs {
  const text = (name: string): string | undefined => (input(name) === '' ? undefined : input(name));
  const lines = (name: string): string[] =>
    input(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const flag = (name: string, otherwise: boolean): boolean => flagOf(name, input(name), otherwise);
  const gates = parseGates({
    maxIncrease: nonEmpty(
      input('max-increase')
        .split(/[\s,]+/)
        .filter((each) => each !== ''),
    ),
    maxMonthly: text('max-monthly'),
    minAzs: text('min-azs'),
    maxUtilisation: text('max-utilisation'),
    failOnExisting: text('fail-on-existing') === undefined ? undefined : flag('fail-on-existing', false),
  });
  return {
    diff: {
      path: text('path'),
      compareTo: text('compare-to'),
      usageFile: text('usage-file'),
      region: text('region'),
      parameters: nonEmpty(lines('parameters')),
      parameterFiles: nonEmpty(lines('parameter-files')),
      poolGb: nonEmpty(lines('pool-gb')),
      budgets: text('budgets'),
      config: text('config'),
      project: text('project'),
      gates,
      folder,
    },
    comment: flag('comment', true),
    behavior: behaviorOf(input('behavior')),
    tag: text('tag') ?? text('project') ?? 'default',
    title: text('title'),
    skipNoDiff: flag('skip-no-diff', false),
    failOnUnknown: flag('fail-on-unknown', false),
  };
}

const nonEmpty = (list: readonly string[]): readonly string[] | undefined => (list.length === 0 ? undefined : list);

/** The flags that YAML and the Actions toolkit know. */
function flagOf(name: string, text: string, otherwise: boolean): boolean {
  if (text === '') return otherwise;
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  throw new TollgateError('TG5020', `The input ${name} must be true or false.`);
}

function behaviorOf(text: string): Behavior {
  const behavior = BEHAVIORS.find((each) => each === (text === '' ? 'update' : text));
  if (behavior) return behavior;
  throw new TollgateError('TG5020', `The input behavior must be one of ${BEHAVIORS.join(', ')}.`);
}
