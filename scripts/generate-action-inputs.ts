import { readFile, writeFile } from 'node:fs/promises';
import { isMap, isScalar, parseDocument } from 'yaml';
import { diff } from '../src/operations/diff/operation.ts';
import { actionInputs } from '../src/operations/options/action-inputs.ts';

const FILE = new URL('../action.yml', import.meta.url);

/** Inputs that are the Action's own: how it comments, and where it works. */
const OWN = ['working-directory', 'comment', 'behavior', 'tag', 'skip-no-diff', 'token'] as const;

/** action.yml with the inputs that the operation diff declares. */
export async function actionText(): Promise<string> {
  const document = parseDocument(await readFile(FILE, 'utf8'));
  const inputs = document.get('inputs');
  if (!isMap(inputs)) throw new TypeError('action.yml has no inputs');
  const own = inputs.items.filter(({ key }) => isScalar(key) && OWN.some((name) => name === key.value));
  inputs.items = [
    ...actionInputs(diff).map(({ action, description }) => document.createPair(action, { description })),
    ...own,
  ];
  return document.toString({ lineWidth: 0 });
}

if (import.meta.main) await writeFile(FILE, await actionText());
