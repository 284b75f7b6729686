import { FINDINGS, type FindingCode } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { DiffDocument } from '../diff-document.ts';
import type { Rendering } from './format.ts';

/** A limit or a finding as checkers of code write it. */
export interface ReportRemark {
  /** `TG5051`, or the name of a limit such as `min-azs`. */
  readonly rule: string;
  /** What the rule is about. */
  readonly title: string;
  readonly level: 'error' | 'warning' | 'note' | 'none';
  readonly message: string;
  /** Where it is: a file, relative as it was given. */
  readonly file: string;
  readonly line: number;
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Limits first, then findings. `none` = a limit that is kept. A subject without a file of its own stands in the first input. */
export async function remarksOf({ kind, document, view, paths }: Rendering): Promise<readonly ReportRemark[]> {
  const file = fileOf(paths[0]);
  const gates = kind === 'diff' ? (document as DiffDocument).gates : [];
  const findings = (await view()).findings;
  return [...gates.map((gate) => ofGate(gate, file)), ...findings.map((finding) => ofFinding(finding, file))];
}

function ofGate({ name, passed, undetermined, reason }: DiffDocument['gates'][number], file: string): ReportRemark {
  const [rule = name] = name.split(' ');
  const level = !passed ? 'error' : undetermined === true ? 'warning' : 'none';
  return { rule, title: `Limit ${rule}`, level, message: `${name}: ${reason}`, file, line: 1 };
}

function ofFinding({ code, severity, message, location }: Finding, file: string): ReportRemark {
  const title = FINDINGS[code as FindingCode]?.title ?? code;
  return {
    rule: code,
    title,
    level: LEVELS[severity],
    message,
    file: fileOf(location?.file ?? file),
    line: location?.line ?? 1,
  };
}

/** Readers of these formats take paths of the repository: standard input is none. */
const fileOf = (path: string | undefined): string =>
  path === undefined || path === '' || path === '-' || path === 'standard input'
    ? 'tollgate'
    : path.replace(/^\.\//, '');
