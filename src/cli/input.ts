import type { Services } from '../analysis/services.ts';
import { TollgateError } from '../core/errors.ts';
import type { Host } from './host.ts';

/** What `--path` names: bytes and the name errors use for it. */
export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads the file of `--path`; `-` is standard input. Throws TG1006 or TG1007. */
export async function readInput(path: string, host: Host, services: Services): Promise<InputFile> {
  if (path === '-') return { name: 'standard input', bytes: await host.readStdin() };
  if (path === '') {
    throw new TollgateError('TG1012', '--path is empty.', { hint: 'Give a file, or - for standard input.' });
  }
  return { name: path, bytes: await services.readFile(path) };
}
