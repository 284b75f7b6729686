import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../files/write-whole.ts';

/** A query that was begun: the token that starts it once only and, once it is known, its id. */
export interface KeptQuery {
  readonly token: string;
  readonly id: string | undefined;
  keep(id: string): Promise<void>;
  /** Once its result is read, or will never be: asked again, it is a new query. */
  forget(): Promise<void>;
}

/** Remembers what was started and not read yet, so that a process that was killed meanwhile does not pay twice. */
export interface KeptQueries {
  begin(query: string): Promise<KeptQuery>;
}

const noteSchema = z.object({ token: z.string(), id: z.string().optional(), begun: z.number() });

/** Milliseconds: an older query tells what lay there a day ago. */
const OLDEST_MS = 24 * 3600_000;

/** Notes in a folder, one file a query. A token is written before it is used: a kill in between starts nothing twice. */
export const keptQueries = (folder: string, now: () => number = Date.now): KeptQueries => ({
  async begin(query) {
    const path = join(folder, `${createHash('sha256').update(query).digest('hex')}.json`);
    const found = await readFile(path, 'utf8').then(
      (text) => noteSchema.safeParse(JSON.parse(text)).data,
      () => undefined,
    );
    const isUsable = found !== undefined && now() - found.begun < OLDEST_MS;
    const note = isUsable ? found : { token: randomUUID(), begun: now() };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const write = (id: string | undefined): Promise<void> =>
      writeWhole(path, JSON.stringify({ ...note, ...(id !== undefined && { id }) }), { mode: 0o600 });
    if (!isUsable) await write(undefined);
    return { token: note.token, id: note.id, keep: (id) => write(id), forget: () => rm(path, { force: true }) };
  },
});
