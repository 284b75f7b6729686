import { TollgateError } from '../core/errors.ts';
import { BEHAVIORS, type Behavior } from '../operations/comment/post-comment.ts';
import { type Given, givenFile } from '../operations/inputs/given.ts';
import type { Operation } from '../operations/operation.ts';
import { actionInputs } from '../operations/options/action-inputs.ts';
import { parseOptions } from '../operations/options/parse-options.ts';

/** Reads an input by its name in action.yml; '' where it is not given. */
export type InputReader = (name: string) => string;

type ReadFile = (path: string) => Promise<Uint8Array>;

/** What the Action is asked to do. */
export interface ActionInputs {
  readonly inputs: Readonly<Record<string, readonly Given[]>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly comment: boolean;
  readonly behavior: Behavior;
  readonly tag: string;
  readonly title: string | undefined;
  readonly skipNoDiff: boolean;
  readonly failOnUnknown: boolean;
}

/** Checks the inputs, as the runner enforces nothing. Throws TG5020, naming the input. */
export function readInputs(input: InputReader, operation: Operation, readFile: ReadFile): ActionInputs {
  const inputs: Record<string, readonly Given[]> = {};
  const raw: Record<string, unknown> = {};
  for (const each of actionInputs(operation)) {
    const text = input(each.action);
    if (text === '') continue;
    if (each.kind === 'input') inputs[each.name] = wordsOf(text, each).map((path) => givenFile(path, readFile));
    else raw[each.name] = each.isFlag ? flagOf(each.action, text) : each.many ? wordsOf(text, each) : text;
  }
  const options = parseOptions(operation, raw, (name, message) => {
    const { action = name } = actionInputs(operation).find((each) => each.name === name) ?? {};
    return new TollgateError('TG5020', `The input ${action} is not valid. ${message}`);
  });
  const flag = (name: string, otherwise: boolean): boolean =>
    input(name) === '' ? otherwise : flagOf(name, input(name));
  const word = (name: string): string | undefined => (input(name) === '' ? undefined : input(name));
  return {
    inputs,
    options,
    comment: flag('comment', true),
    behavior: behaviorOf(input('behavior')),
    tag: word('tag') ?? word('project') ?? 'default',
    title: word('title'),
    skipNoDiff: flag('skip-no-diff', false),
    failOnUnknown: flag('fail-on-unknown', false),
  };
}

/** One a line; what holds no spaces may also stand several to a line. */
function wordsOf(
  text: string,
  { many, spaced }: { readonly many: boolean; readonly spaced: boolean },
): readonly string[] {
  if (!many) return [text];
  return text
    .split(spaced ? /[\s,]+/ : '\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** The flags that YAML and the Actions toolkit know. */
function flagOf(name: string, text: string): boolean {
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  throw new TollgateError('TG5020', `The input ${name} must be true or false.`);
}

function behaviorOf(text: string): Behavior {
  const behavior = BEHAVIORS.find((each) => each === (text === '' ? 'update' : text));
  if (behavior) return behavior;
  throw new TollgateError('TG5020', `The input behavior must be one of ${BEHAVIORS.join(', ')}.`);
}
