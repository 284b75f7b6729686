import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JSONObject } from '@aws-lambda-powertools/commons/types';
import { search } from '@aws-lambda-powertools/jmespath';
import { Refusal } from './cloud.ts';

/** One command of the AWS CLI, taken apart. */
export interface Command {
  /** Such as `ec2 describe-vpcs`. */
  readonly call: string;
  readonly profile: string | undefined;
  has(option: string): boolean;
  /** The one word of an option. */
  one(option: string): string | undefined;
  /** Every word of an option. */
  all(option: string): readonly string[];
  /** `Name=a,Values=b,c` as filters. */
  readonly filters: ReadonlyMap<string, readonly string[]>;
  /** The answer as the CLI prints it. */
  print(answer: unknown): string;
}

export function commandOf(words: readonly string[], folder: string): Command {
  const [service = '', operation = '', ...rest] = words;
  const options = new Map<string, string[]>();
  let current: string[] = [];
  for (const word of rest) {
    if (word.startsWith('--')) {
      current = [];
      options.set(word.slice(2), current);
    } else current.push(word.startsWith('file://') ? readFileSync(join(folder, word.slice(7)), 'utf8').trim() : word);
  }
  const input = options.get('cli-input-json')?.[0];
  if (input !== undefined) {
    for (const [name, value] of Object.entries(JSON.parse(input) as Record<string, unknown>)) {
      options.set(kebab(name), valuesOf(value));
    }
  }
  const one = (option: string): string | undefined => options.get(option)?.[0];
  return {
    call: `${service} ${operation}`,
    profile: one('profile'),
    has: (option) => options.has(option),
    one,
    all: (option) => options.get(option) ?? [],
    filters: new Map(
      (options.get('filters') ?? []).map((text) => {
        const [, name = '', values = ''] = /^Name=([^,]+),Values=(.*)$/.exec(text) ?? [];
        return [name, values.split(',')];
      }),
    ),
    print: (answer) => printed(answer, one('query'), one('output')),
  };
}

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`);

function valuesOf(value: unknown): string[] {
  if (value === null) throw new Refusal('ParamValidation', 'a value is null');
  return (Array.isArray(value) ? value : [value]).map((each) =>
    typeof each === 'string' ? each : JSON.stringify(each),
  );
}

function printed(answer: unknown, query: string | undefined, output: string | undefined): string {
  const value = query === undefined ? answer : search(query, answer as JSONObject);
  if (output !== 'text') return value === undefined ? '' : JSON.stringify(value);
  return plain(value);
}

/** Values as `--output text` prints them. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return value.map(plain).join('\t');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
