import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';
import { commit, readNewest } from './generations.ts';

const fileSchema = z.strictObject({
  name: z.string().regex(/^[\w-]+\.parquet$/),
  rows: z.number().int().min(0),
  /** Size and CRC-32 of the file, and the time its rows span in seconds since 1970; absent = stored before these were kept. */
  bytes: z.number().int().optional(),
  crc32: z.number().int().optional(),
  span: z.tuple([z.number(), z.number()]).optional(),
});

const manifestSchema = z.strictObject({
  schema: z.literal('tollgate/history-day@1'),
  /** Data files that count, in the order they were added. A file that is not listed does not exist for readers. */
  files: z.array(fileSchema),
  /** Files that were found damaged and whose time no scan has asked for again yet. */
  damaged: z.array(fileSchema).optional(),
});

export type DayFile = z.infer<typeof fileSchema>;

export interface DayManifest {
  /** What the next change must follow. */
  readonly generation: number;
  readonly files: readonly DayFile[];
  readonly damaged: readonly DayFile[];
}

const NAME = 'manifest';

/** What a day holds; nothing yet = an empty list. Throws TG2102 when the list itself is damaged. */
export async function readDay(folder: string): Promise<DayManifest> {
  const { number, path, text } = await readNewest(folder, NAME);
  if (text === undefined) return { generation: number, files: [], damaged: [] };
  try {
    const { files, damaged = [] } = manifestSchema.parse(JSON.parse(text));
    return { generation: number, files, damaged };
  } catch (cause) {
    throw new TollgateError('TG2102', 'A day of the throughput history cannot be read.', {
      location: { file: path },
      hint: `Restore the file from a backup; or delete ${folder} and the coverage file in the folder above it, and scan again.`,
      cause,
    });
  }
}

/**
 * Replaces the list in one step: readers see the old files or the new ones, never both. Throws TG2103 where another writer changed
 * the day since `was` was read.
 */
export async function writeDay(
  folder: string,
  was: Pick<DayManifest, 'generation'>,
  files: readonly DayFile[],
  damaged: readonly DayFile[] = [],
): Promise<void> {
  const document = { schema: 'tollgate/history-day@1', files, ...(damaged.length > 0 && { damaged }) };
  await commit(folder, NAME, was.generation, `${JSON.stringify(document)}\n`);
}

/** Milliseconds: no file younger is swept, for its writer may be about to list it. Longer than a lock lives without its writer. */
const YOUNG_MS = 60_000;

/**
 * Deletes data files that no list names: left by a crash, or replaced by a compaction. Call right after writeDay: a writer that was
 * stopped with such a file in hand then fails to list it. Ages are compared with the list just written, by the disk's own clock.
 */
export async function removeStrays(folder: string, replaced: readonly DayFile[] = []): Promise<void> {
  const { files, generation } = await readDay(folder);
  const listed = new Set(files.map((file) => file.name));
  const known = new Set(replaced.map((file) => file.name));
  const now = (await stat(join(folder, `${NAME}.${generation}.json`))).mtimeMs;
  const names = (await readdir(folder)).filter((name) => /\.(parquet|partial)$/.test(name) && !listed.has(name));
  for (const name of names) {
    const path = join(folder, name);
    const age = known.has(name) ? YOUNG_MS : now - ((await stat(path).catch(() => undefined))?.mtimeMs ?? now);
    if (age >= YOUNG_MS) await rm(path, { force: true });
  }
}
