import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';

const PROGRAM = resolve('.cache/peers/bin/focus-validator');
/** The FinOps Foundation's validator of FOCUS files (test/peers/requirements.txt). */
export const focusValidatorInstalled = (): boolean => existsSync(PROGRAM);

/** The validator reads its own tables by paths relative to where packages lie. */
const home = (): string => globSync('.cache/peers/lib/python3.*/site-packages')[0] ?? '.';

/** What the validator prints about a file, by rules of FOCUS 1.0, the newest that it holds; its exit code is no verdict. */
export function validateFocus(path: string): string {
  return execFileSync(PROGRAM, ['--data-file', path, '--validate-version', '1.0'], {
    encoding: 'utf8',
    cwd: home(),
    env: { PATH: process.env.PATH, PYTHONWARNINGS: 'ignore' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
