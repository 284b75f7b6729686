import { TollgateError } from '../../core/errors.ts';
import type { Given } from './given.ts';
import { documentOf } from './load-network.ts';

/** Parses `NAME=VALUE` words; the value may hold anything, also `=`. Throws TG1012, which never quotes a value. */
export function parameterWords(words: readonly string[], what = 'A template parameter'): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf('=');
      if (equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
      throw new TollgateError('TG1012', `${what} is given as NAME=VALUE.`);
    }),
  );
}

/** Template parameters as people give them: words, or a mapping of a JSON body. */
export type Parameters = readonly string[] | Readonly<Record<string, string>>;

/** The parameters with the account that a template is deployed to: its pseudo parameter. */
export const withAccount = (given: Parameters = [], account: string | undefined): Parameters => {
  if (account === undefined) return given;
  return isWords(given) ? [...given, `AWS::AccountId=${account}`] : { ...given, 'AWS::AccountId': account };
};

/** Whether parameters are words rather than a mapping. */
export const isWords = (given: Parameters): given is readonly string[] => Array.isArray(given);

/** Template parameters of files, then of `settings`, then of words or a mapping: later ones win. Throws TG1005, TG1007 or TG1012. */
export async function readParameters(
  files: readonly Pick<Given, 'name' | 'read'>[],
  given: Parameters = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<Record<string, string>> {
  const parameters: Record<string, string> = {};
  for (const { name, read } of files) Object.assign(parameters, await readParameterFile(name, await read()));
  return Object.assign(parameters, settings, isWords(given) ? parameterWords(given) : given);
}

/**
 * Parameters from a file: the AWS CLI's list of ParameterKey and ParameterValue, its list of `NAME=VALUE` (`deploy --parameter-overrides`),
 * CodePipeline's `{ Parameters: {} }`, a plain mapping, or samconfig (TOML or YAML); JSON, YAML or TOML. Throws TG1005 for any other shape.
 */
async function readParameterFile(name: string, content: Uint8Array): Promise<Record<string, string>> {
  const value = overridesOf(name.endsWith('.toml') ? await toml(content) : (await documentOf({ name, content })).value);
  const entries = Array.isArray(value)
    ? value.flatMap(listed)
    : typeof value === 'string'
      ? words(value)
      : mapped(value);
  if (entries.every((entry) => entry !== undefined)) return Object.fromEntries(entries);
  throw new TollgateError('TG1005', `${name} is not a file of template parameters.`, {
    location: { file: name },
    hint: 'Give a list of ParameterKey and ParameterValue, a list of NAME=VALUE, a mapping of names to values, or samconfig.toml (.yaml).',
  });
}

type Entry = readonly [string, string];

/**
 * A value that stays what it was (`UsePreviousValue`) is known to AWS only, and need not be the default: it reads as one that is resolved at
 * deployment. `describe-stacks` prints what a stored parameter was resolved to.
 */
function listed(item: unknown): readonly (Entry | undefined)[] {
  if (typeof item === 'string') return words(item);
  if (typeof item !== 'object' || item === null || !('ParameterKey' in item)) return [undefined];
  const name = String(item.ParameterKey);
  if ('UsePreviousValue' in item && item.UsePreviousValue === true) return [[name, `{{resolve:previous:${name}}}`]];
  if ('ResolvedValue' in item) return [entry(name, item.ResolvedValue)];
  return 'ParameterValue' in item ? [entry(name, item.ParameterValue)] : [undefined];
}

/** `Name=Value` words as a shell splits them, and SAM's `ParameterKey=Name,ParameterValue=Value`. */
function words(text: string): readonly (Entry | undefined)[] {
  const found = text.match(/(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? [];
  return found.map((word) => {
    const plain = word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double, single) => double ?? single);
    const [, key, value] =
      /^ParameterKey=([^,]+),ParameterValue=([\s\S]*)$/.exec(plain) ?? /^([^=]+)=([\s\S]*)$/.exec(plain) ?? [];
    return key === undefined || value === undefined ? undefined : [key, value];
  });
}

const toml = async (content: Uint8Array): Promise<unknown> =>
  (await import('smol-toml')).parse(new TextDecoder().decode(content));

/** The parameters of samconfig.toml or .yaml: those of the default environment's deploy, else of its global section. Any other value as it is. */
function overridesOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const sections = value as Record<string, SamEnvironment | undefined>;
  const found = sections['default'] ?? Object.values(sections).find(isEnvironment);
  if (!isEnvironment(found)) return value;
  return found.deploy?.parameters?.parameter_overrides ?? found.global?.parameters?.parameter_overrides ?? {};
}

const isEnvironment = (value: unknown): value is SamEnvironment =>
  typeof value === 'object' &&
  value !== null &&
  ['deploy', 'global'].some((key) => hasParameters(Reflect.get(value, key)));

const hasParameters = (command: unknown): boolean =>
  typeof command === 'object' && command !== null && 'parameters' in command;

interface SamCommand {
  readonly parameters?: { readonly parameter_overrides?: unknown };
}
interface SamEnvironment {
  readonly deploy?: SamCommand;
  readonly global?: SamCommand;
}

function mapped(value: unknown): readonly (Entry | undefined)[] {
  if (typeof value !== 'object' || value === null) return [undefined];
  const inner = 'Parameters' in value ? value.Parameters : value;
  if (Array.isArray(inner)) return inner.flatMap(listed);
  if (typeof inner !== 'object' || inner === null) return [undefined];
  return Object.entries(inner).map(([name, each]) => entry(name, each));
}

const entry = (name: string, value: unknown): Entry | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [name, String(value)]
    : Array.isArray(value)
      ? [name, value.join(',')]
      : undefined;
