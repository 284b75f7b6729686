import { TollgateError } from '../../core/errors.ts';
import { type Given, givenFile } from '../../operations/inputs/given.ts';
import { openInput } from '../../operations/inputs/open-input.ts';
import type { Input } from '../../operations/operation.ts';
import type { Services } from '../../operations/services.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';

/** The documents that flags name. Throws TG1006, TG1007, TG1010 and TG1012. */
export async function givenFiles(
  input: Input,
  words: readonly string[],
  host: Host,
  services: Services,
): Promise<readonly Given[]> {
  if (input.onDisk === true) return givenBills(words, services);
  if (input.isPath === true) return words.map((word) => givenFile(word, services.readFile));
  const given: Given[] = [];
  for (const word of words) {
    const [, label, path = word] = (input.named === true && /^([^=/\\]+)=(.+)$/.exec(word)) || [];
    given.push({ ...(await givenOne(input, path, host, services)), ...(label !== undefined && { label }) });
  }
  return given;
}

async function givenOne(input: Input, path: string, host: Host, services: Services): Promise<Given> {
  const { readFile } = services;
  const open = async (file: string) => (await readInput(file, host, services)).content;
  if (input.network !== true) {
    if (path === '') throw new TollgateError('TG1012', `The --${input.flag} is empty.`, { hint: 'Give a file.' });
    return path === '-' ? { name: 'standard input', read: () => open(path) } : givenFile(path, readFile);
  }
  const { input: opened, sibling } = await openInput(path, open, readFile);
  const { content } = opened;
  return { name: opened.name, path, read: async () => Buffer.from(content), sibling };
}

async function givenBills(patterns: readonly string[], { readFile }: Services): Promise<readonly Given[]> {
  const { findBills } = await import('../../traffic/sources/billing-export/find-bills.ts');
  return (await findBills(patterns)).map(({ name, path }) => givenFile(path, readFile, name));
}
