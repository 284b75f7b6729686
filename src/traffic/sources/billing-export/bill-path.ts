import { open } from 'node:fs/promises';
import { TollgateError } from '../../../core/errors.ts';

/** A bill on disk: `path` is read, `name` is what errors call it. */
export interface BillPath {
  readonly path: string;
  readonly name: string;
}

/** The first bytes, which tell what a file is. Throws TG1007. */
export async function firstBytes({ path, name }: BillPath): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new TollgateError('TG1007', `${name} cannot be read.`, { location: { file: name }, cause });
  }
}
