import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';

const PYTHON = resolve('.cache/peers/bin/python');

/** The FinOps Foundation's validator of FOCUS files (test/peers/requirements-focus.txt). */
export const focusValidatorInstalled = (): boolean =>
  globSync('.cache/peers/lib/python3.*/site-packages/focus_validator/validator.py').length > 0;

export interface FocusReport {
  readonly passed: number;
  /** Rules that fail, with what the validator says of them. */
  readonly failed: Readonly<Record<string, string>>;
}

/** What the validator says of files by the rules of FOCUS 1.2, with every applicability criterion. */
export function validateFocus(paths: readonly string[]): ReadonlyMap<string, FocusReport> {
  const text = execFileSync(PYTHON, ['-B', 'test/support/validate-focus.py', 'ALL', ...paths], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, PYTHONWARNINGS: 'ignore' },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
  });
  return new Map(Object.entries(JSON.parse(text) as Record<string, FocusReport>));
}
