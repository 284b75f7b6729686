import { isAlias, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { TollgateError } from './errors.ts';
import type { InputDocument } from './input-document.ts';
import { expandShortForms } from './yaml-tags.ts';

/** Aliases a YAML document may expand to; more is taken for a bomb (TG1008). */
const MAX_ALIASES = 100;

/** Parses YAML 1.2 text. Throws TG1003 with the line, TG1008 on alias bombs, TG1013 on prototype keys. */
export function parseYaml(text: string, name: string): InputDocument {
  const counter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: counter, uniqueKeys: true, version: '1.2', intAsBigInt: false });
  const [problem] = parsed.errors;
  if (problem) {
    const line = problem.linePos?.[0].line ?? counter.linePos(problem.pos[0]).line;
    throw new TollgateError(
      'TG1003',
      `${name} is not valid YAML at line ${line}: ${problem.code.toLowerCase().replaceAll('_', ' ')}.`,
      {
        location: { file: name, line },
      },
    );
  }
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
  return { name, format: 'yaml', value: expand(parsed, name), lineOf };
}

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
