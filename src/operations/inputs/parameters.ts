import { TollgateError } from '../../core/errors.ts';
import type { Given } from './given.ts';
import { documentOf } from './load-network.ts';

/** Parses `NAME=VALUE` words; the value may hold anything, also `=`. Throws TG1012, which never quotes a value. */
export function parameterWords(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf('=');
      if (equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
      throw new TollgateError('TG1012', 'A template parameter is given as NAME=VALUE.');
    }),
  );
}

/** Template parameters as people give them: words, or a mapping of a JSON body. */
export type Parameters = readonly string[] | Readonly<Record<string, string>>;

const isWords = (given: Parameters): given is readonly string[] => Array.isArray(given);

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
 * Parameters from a file: the AWS CLI's list of ParameterKey and ParameterValue, CodePipeline's `{ Parameters: {} }`, or a plain
 * mapping; JSON or YAML. Throws TG1005 for any other shape.
 */
async function readParameterFile(name: string, content: Uint8Array): Promise<Record<string, string>> {
  const { value } = await documentOf({ name, content });
  const entries = Array.isArray(value) ? value.map(listed) : mapped(value);
  if (entries.every((entry) => entry !== undefined)) return Object.fromEntries(entries);
  throw new TollgateError('TG1005', `${name} is not a file of template parameters.`, {
    location: { file: name },
    hint: 'Give a list of ParameterKey and ParameterValue, or a mapping of names to values.',
  });
}

type Entry = readonly [string, string];

function listed(item: unknown): Entry | undefined {
  if (typeof item !== 'object' || item === null || !('ParameterKey' in item) || !('ParameterValue' in item))
    return undefined;
  return entry(String(item.ParameterKey), item.ParameterValue);
}

function mapped(value: unknown): readonly (Entry | undefined)[] {
  if (typeof value !== 'object' || value === null) return [undefined];
  const inner = 'Parameters' in value ? value.Parameters : value;
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return [undefined];
  return Object.entries(inner).map(([name, each]) => entry(name, each));
}

const entry = (name: string, value: unknown): Entry | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [name, String(value)]
    : Array.isArray(value)
      ? [name, value.join(',')]
      : undefined;
