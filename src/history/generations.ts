import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PARTIAL, syncFolder, writeSynced } from '../files/write-whole.ts';
import { takenOver } from './scope-lock.ts';

/** A small document that is never changed: each change is a file of the next number, which one writer alone can make. */
export interface Generation {
  /** 0 = there is none yet, or one from before generations were numbered. */
  readonly number: number;
  readonly path: string;
  readonly text: string | undefined;
}

/** Readers look again when a writer removes what they were about to read. */
const TRIES = 20;

/** The newest generation of `name` (without ending) in a folder. */
export async function readNewest(folder: string, name: string): Promise<Generation> {
  for (let tried = 1; ; tried++) {
    const newest = (await generationsOf(folder, name)).reduce((a, b) => (b.number > a.number ? b : a), NONE);
    const path = join(folder, newest.file || `_${name}.json`);
    if (newest.file === '') return { number: 0, path, text: undefined };
    try {
      return { number: newest.number, path, text: await readFile(path, 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tried === TRIES) throw error;
    }
  }
}

/**
 * Makes the generation that follows `base`, in one step and only where no other writer made it or a later one. Throws TG2103 otherwise:
 * then this process was stopped between reading and writing, and what it read is out of date.
 */
export async function commit(folder: string, name: string, base: number, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `_${name}.${base + 1}.json`);
  const partial = join(folder, `.${name}.${randomUUID()}${PARTIAL}`);
  try {
    await writeSynced(partial, Buffer.from(text));
    await linkNew(partial, path);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? takenOver(path, error) : error;
  } finally {
    await rm(partial, { force: true }).catch(() => undefined);
  }
  await syncFolder(folder);
  const found = await generationsOf(folder, name);
  // Generations before the newest are removed, so a stopped writer may find its number free again: only the highest counts.
  if (found.filter(({ number }) => number > base).length > 1) {
    await rm(path, { force: true });
    throw takenOver(path);
  }
  const older = found.filter(({ number }) => number <= base);
  await Promise.all(older.map(({ file }) => rm(join(folder, file), { force: true })));
}

/** Gives a whole file its name unless another has it. Some disks know no links: a copy that must be new is the next best. */
async function linkNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(String((error as NodeJS.ErrnoException).code)))
      throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

/** A generation and the file that holds it. */
interface Found {
  readonly number: number;
  readonly file: string;
}

const NONE: Found = { number: -1, file: '' };

/**
 * Helper files begin with `_`, which readers of the folder other than Tollgate pass over; those made before have the same names without
 * it, and the first of all has no number.
 */
async function generationsOf(folder: string, name: string): Promise<readonly Found[]> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return files.flatMap((file) => {
    const plain = file.startsWith('_') ? file.slice(1) : file;
    if (plain === `${name}.json`) return { number: 0, file };
    const [start, number = '', end, more] = plain.split('.');
    const isOne = start === name && end === 'json' && more === undefined && /^\d+$/.test(number);
    return isOne ? { number: Number(number), file } : [];
  });
}
