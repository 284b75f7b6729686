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
