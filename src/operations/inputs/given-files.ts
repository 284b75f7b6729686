import { TollgateError } from '../../core/errors.ts';
import type { ReadSibling } from '../../topology/topology-source.ts';
import type { DocumentInput } from '../operation.ts';
import { type Given, givenFile } from './given.ts';
import { openInput } from './open-input.ts';

type ReadFile = (path: string) => Promise<Uint8Array>;

/** The files that a face may read. */
export interface FileAccess {
  readonly readFile: ReadFile;
  /** The same, where `-` may be standard input. */
  readonly open: ReadFile;
  /** For the variables of Terraform source; absent where nobody's environment counts. */
  readonly environment?: ReadSibling['environment'];
  /** Throws where a path or pattern that an operation opens itself is out of reach. */
  readonly allow?: ((path: string) => Promise<void>) | undefined;
}

/** The documents that paths name. Throws TG1006, TG1007, TG1010 and TG1012. */
export async function givenFiles(
  input: DocumentInput,
  words: readonly string[],
  files: FileAccess,
): Promise<readonly Given[]> {
  if (input.onDisk === true) return givenBills(words, files);
  if (input.isPath === true) {
    for (const word of words) await files.allow?.(word);
    return words.map((word) => givenFile(word, files.readFile));
  }
  const given: Given[] = [];
  for (const word of words) {
    const [, label, path = word] = (input.named === true && /^([^=/\\]+)=(.+)$/.exec(word)) || [];
    given.push({ ...(await givenOne(input, path, files)), ...(label !== undefined && { label }) });
  }
  return given;
}

async function givenOne(
  input: DocumentInput,
  path: string,
  { open, readFile, environment }: FileAccess,
): Promise<Given> {
  if (input.network !== true) {
    if (path === '') throw new TollgateError('TG1012', `The --${input.flag} is empty.`, { hint: 'Give a file.' });
    return path === '-' ? { name: 'standard input', read: () => open(path) } : givenFile(path, readFile);
  }
  const { input: opened, sibling } = await openInput(path, open, readFile, environment);
  const { content } = opened;
  return { name: opened.name, path, read: async () => Buffer.from(content), sibling };
}

async function givenBills(patterns: readonly string[], { readFile, allow }: FileAccess): Promise<readonly Given[]> {
  const { findBills } = await import('../../traffic/sources/billing-export/find-bills.ts');
  for (const pattern of patterns) await allow?.(pattern);
  const bills = await findBills(patterns);
  // What a bucket holds was allowed with it: its files are fetched to a folder of their own.
  for (const { path, name } of bills) if (!name.startsWith('s3://')) await allow?.(path);
  return bills.map(({ name, path }) => givenFile(path, readFile, name));
}
