import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TollgateError } from '../core/errors.ts';
import { writeWhole } from '../files/write-whole.ts';

const manifestSchema = z.strictObject({
  schema: z.literal('tollgate/history-day@1'),
  /** Data files that count, in the order they were added. A file that is not listed does not exist for readers. */
  files: z.array(z.strictObject({ name: z.string().regex(/^[\w-]+\.parquet$/), rows: z.number().int().min(0) })),
});

export type DayManifest = z.infer<typeof manifestSchema>;
const EMPTY: DayManifest = { schema: 'tollgate/history-day@1', files: [] };
const NAME = 'manifest.json';

/** What a day holds; nothing yet = an empty list. Throws TG2102 when the list itself is damaged. */
export async function readDay(folder: string): Promise<DayManifest> {
  let text: string;
  try {
    text = await readFile(join(folder, NAME), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return EMPTY;
    throw damaged(folder, cause);
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(folder, cause);
  }
}

/** Replaces the list in one step: readers see the old files or the new ones, never both. */
export async function writeDay(folder: string, files: DayManifest['files']): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, NAME), `${JSON.stringify({ ...EMPTY, files })}\n`);
}

/** Deletes data files that no list names: left by a crash, or replaced by a compaction. Call with the scope locked. */
export async function removeStrays(folder: string): Promise<void> {
  const listed = new Set((await readDay(folder)).files.map((file) => file.name));
  const strays = (await readdir(folder)).filter((name) => name.endsWith('.parquet') && !listed.has(name));
  await Promise.all(strays.map((name) => rm(join(folder, name), { force: true })));
}

const damaged = (folder: string, cause: unknown): TollgateError =>
  new TollgateError('TG2102', 'A day of the throughput history cannot be read.', {
    location: { file: join(folder, NAME) },
    hint: 'Restore the file from a backup, or delete the folder of that day and scan again.',
    cause,
  });
