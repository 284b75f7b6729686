import { TollgateError } from '../core/errors.ts';
import type { Services } from '../operations/services.ts';
import type { Host } from './host.ts';

/** What `--path` names: its bytes, and the name errors use for it. */
export interface InputFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Reads the file of `--path`; `-` is standard input. Throws TG1006, TG1007 or TG1012. */
export async function readInput(path: string, host: Host, services: Services): Promise<InputFile> {
  if (path === '') {
    throw new TollgateError('TG1012', 'The --path is empty.', { hint: 'Give a file, or - for standard input.' });
  }
  if (path === '-') return { name: 'standard input', content: await host.readStdin() };
  return { name: path, content: await services.readFile(path) };
}
