import { readFile } from 'node:fs/promises';
import { parse } from '@swc/core';

export interface UserString {
  readonly file: string;
  /** 1 for the first line. */
  readonly line: number;
  readonly text: string;
}

/** Kinds of nodes that hold text a person may read: literals, pieces of templates, text between tags. */
const TEXT: Readonly<Record<string, 'value' | 'raw'>> = {
  StringLiteral: 'value',
  TemplateElement: 'raw',
  JSXText: 'value',
};

/** Not for people: what is imported, and where from. */
const SKIPPED = new Set(['ImportDeclaration', 'ExportNamedDeclaration.source', 'ExportAllDeclaration']);

/** Every piece of text in a source file that may reach a person. Comments and names are none. */
export async function userStrings(file: string): Promise<readonly UserString[]> {
  const source = await readFile(file);
  const program = await parse(source.toString('utf8'), { syntax: 'typescript', tsx: file.endsWith('.tsx') });
  const found: UserString[] = [];
  // Positions count bytes over all files that were parsed: the first token of the file is the program's own beginning.
  const first = program.span.start - leading(source);
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    // An array has no type, and its items are its values.
    const { type, span, ...rest } = node as { type?: string; span?: { start: number } } & Record<string, unknown>;
    if (SKIPPED.has(type ?? '')) return;
    const text = type === undefined ? undefined : rest[TEXT[type] ?? ''];
    if (typeof text === 'string' && span !== undefined) {
      const line = source
        .subarray(0, span.start - first)
        .toString('latin1')
        .split('\n').length;
      found.push({ file, line, text });
    }
    for (const part of Object.values(rest)) visit(part);
  };
  visit(program.body);
  return found;
}

/** Bytes before the first token of a file: white space and comments. */
function leading(source: Buffer): number {
  return (/^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/.exec(source.toString('latin1'))?.[0] ?? '').length;
}
