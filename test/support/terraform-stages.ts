import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/terraform-stages');

/** USD a month of the hours of a module in its first and its second stage: worked by hand in arithmetic.md. */
export type StageTruth = Readonly<Record<string, readonly [string, string]>>;

export const stageTruth = (): StageTruth => JSON.parse(readFileSync(join(FOLDER, 'truth.json'), 'utf8'));

/** Modules that have two stages; the folders without are modules that those call. */
export const stagedModules = (): readonly string[] =>
  readdirSync(FOLDER).filter(
    (name) => !name.includes('.') && readdirSync(join(FOLDER, name)).some((file) => file === 'one.tf'),
  );

/** Writes every module into a root folder as it is in a stage. */
export function writeStage(root: string, stage: 'one' | 'two'): void {
  const staged = new Set(stagedModules());
  for (const name of readdirSync(FOLDER).filter((each) => !each.includes('.'))) {
    cpSync(join(FOLDER, name), join(root, name), { recursive: true });
    if (!staged.has(name)) continue;
    cpSync(join(root, name, `${stage}.tf`), join(root, name, 'main.tf'));
    for (const file of ['one.tf', 'two.tf']) rmSync(join(root, name, file));
  }
}
