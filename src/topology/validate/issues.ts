import { type ErrorCode, TollgateError } from '../../core/errors.ts';

/** Where a parsed document came from, so that a problem can name its place. */
export interface DocumentPlace {
  /** Name of the file or request part. */
  readonly file: string;
  /** Line (from 1) of a path in the document; undefined where the format keeps none. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** One thing wrong with a document. `message` is a predicate ("must be ..."); it never quotes tag values or policies. */
export interface InputIssue {
  readonly code: ErrorCode;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Issues listed in one error; the rest are counted. */
const ISSUES_LISTED = 10;

/** `endpoints[3].azs[0]`: the dotted path people search for. Long keys are cut. */
function dottedPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += `${text === '' ? '' : '.'}${cut(String(part))}`;
  }
  return text;
}

/** A user's word for a message: control characters and length are bounded. */
export const cut = (word: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not reach a terminal
  const plain = word.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return plain.length > 80 ? `${plain.slice(0, 77)}...` : plain;
};

/** One error for all issues: the first ten with line and path, the rest counted. The first issue gives the code. */
export function errorOf(issues: readonly InputIssue[], place: DocumentPlace): TollgateError {
  const [first] = issues;
  const lines = issues.slice(0, ISSUES_LISTED).map((issue) => `  ${placeText(issue, place)}: ${issue.message}`);
  if (issues.length > ISSUES_LISTED) lines.push(`  and ${issues.length - ISSUES_LISTED} more`);
  const count = issues.length === 1 ? 'one problem' : `${issues.length} problems`;
  const line = first && place.lineOf(first.path);
  return new TollgateError(first?.code ?? 'TG1005', `${place.file} has ${count}:\n${lines.join('\n')}`, {
    location: {
      file: place.file,
      ...(line !== undefined && { line }),
      ...(first && first.path.length > 0 && { path: dottedPath(first.path) }),
    },
  });
}

function placeText(issue: InputIssue, place: DocumentPlace): string {
  const line = place.lineOf(issue.path);
  const path = issue.path.length === 0 ? 'the document' : dottedPath(issue.path);
  return line === undefined ? path : `line ${line}, ${path}`;
}
