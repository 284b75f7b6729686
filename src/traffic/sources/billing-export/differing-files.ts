import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { TollgateError } from '../../../core/errors.ts';
import type { BillPath } from './bill-path.ts';

/** Leaves out files that hold what an earlier one holds; `tell` is given their names. Only files of one size are compared. */
export async function differing(
  files: readonly BillPath[],
  tell: (name: string) => void,
): Promise<readonly BillPath[]> {
  const sized = await Promise.all(files.map(async (file) => ({ file, size: await sizeOf(file) })));
  const bySize = Map.groupBy(sized, ({ size }) => size);
  const seen = new Set<string>();
  const kept: BillPath[] = [];
  for (const { file, size } of sized) {
    if ((bySize.get(size)?.length ?? 0) > 1 && size > 0) {
      const hash = await hashOf(file.path);
      if (seen.has(hash)) {
        tell(file.name);
        continue;
      }
      seen.add(hash);
    }
    kept.push(file);
  }
  return kept;
}

async function sizeOf({ path, name }: BillPath): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    throw new TollgateError('TG1007', `${name} cannot be read.`, { location: { file: name }, cause });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
