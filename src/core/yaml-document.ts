import { isAlias, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLParseError } from 'yaml';
import { TollgateError } from './errors.ts';
import type { InputDocument } from './input-document.ts';
import { expandShortForms } from './yaml-tags.ts';

/** Aliases a YAML document may expand to; more is taken for a bomb (TG1008). */
const MAX_ALIASES = 100;

export interface YamlOptions {
  /** A key that a mapping gives twice: an error (default), or collected while the last one counts. */
  readonly repeatedKeys?: 'refuse' | 'collect';
}

/** Parses YAML 1.2 text with merge keys (`<<`). Throws TG1003 with the line, TG1008 on alias bombs, TG1013 on prototype keys. */
export function parseYaml(text: string, name: string, options: YamlOptions = {}): InputDocument {
  const counter = new LineCounter();
  const parsed = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    version: '1.2',
    intAsBigInt: false,
    merge: true,
  });
  const lineAt = (problem: YAMLParseError): number => problem.linePos?.[0].line ?? counter.linePos(problem.pos[0]).line;
  const isRepeated = (problem: YAMLParseError): boolean =>
    options.repeatedKeys === 'collect' && problem.code === 'DUPLICATE_KEY';
  const problem = parsed.errors.find((each) => !isRepeated(each));
  if (problem) throw yamlError(name, lineAt(problem), problem.code);
  const repeatedKeys = parsed.errors.map((each) => ({
    key: /^[^\n:]{1,80}/.exec(text.slice(each.pos[0]))?.[0].trim() ?? '',
    line: lineAt(each),
  }));
  visit(parsed, {
    Pair(_key, pair) {
      const key = keyText(isAlias(pair.key) ? pair.key.resolve(parsed) : pair.key);
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
        throw new TollgateError('TG1013', `${name} holds the key "${key}".`, { location: { file: name } });
      }
    },
  });
  expandShortForms(parsed);
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length--) {
      const node = parsed.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return undefined;
  };
  return {
    name,
    format: 'yaml',
    value: expand(parsed, name),
    ...(repeatedKeys.length > 0 && { repeatedKeys }),
    lineOf,
  };
}

/** TG1003 for a place of a YAML text. */
export const yamlError = (name: string, line: number, code: string): TollgateError =>
  new TollgateError(
    'TG1003',
    `${name} is not valid YAML at line ${line}: ${code.toLowerCase().replaceAll('_', ' ')}.`,
    {
      location: { file: name, line },
    },
  );

/** A quoted, tagged or aliased key is the same key. */
const keyText = (key: unknown): string => (isScalar(key) ? String(key.value) : '');

function expand(parsed: ReturnType<typeof parseDocument>, name: string): unknown {
  try {
    return parsed.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    throw new TollgateError('TG1008', `${name} uses more than ${MAX_ALIASES} aliases.`, {
      location: { file: name },
      hint: 'Write the entries out.',
      cause,
    });
  }
}
