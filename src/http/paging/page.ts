import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';

/** Query parameters of every list. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Most items on the page.'),
  cursor: z.string().min(1).max(1024).optional().describe('The `next` of the page before; absent = the first page.'),
});

/** Shape of every list: `next` is null on the last page. */
export const pageSchema = <T extends z.ZodType>(item: T, example: z.output<T>) =>
  z
    .object({ data: z.array(item), next: z.string().nullable().describe('Cursor of the next page.') })
    .meta({ examples: [{ data: [example], next: null }] });

/**
 * One page of items in ascending order of their key. The cursor names the last key of the page before, so that pages neither
 * repeat nor skip items when others come and go. Throws TG1012 for a cursor that no page gave.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: z.output<typeof pageQuerySchema>,
): { data: T[]; next: string | null } {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const rest = after === undefined ? items : items.filter((item) => keyOf(item) > after);
  const data = rest.slice(0, limit);
  const last = data.at(-1);
  return { data, next: rest.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

/** One page of a list that a store holds: it is asked for one item more, which tells whether there is a next page. Throws TG1012. */
export async function storedPage<T>(
  { limit, cursor }: z.output<typeof pageQuerySchema>,
  keyOf: (item: T) => string,
  load: (page: { readonly limit: number; readonly after: string | undefined }) => Promise<readonly T[]>,
): Promise<{ data: T[]; next: string | null }> {
  const items = await load({ limit: limit + 1, after: cursor === undefined ? undefined : decodeCursor(cursor) });
  const data = items.slice(0, limit);
  const last = data.at(-1);
  return { data, next: items.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

/** Cursors are opaque to clients; the version lets their content change. */
const VERSION = 'v1:';

const encodeCursor = (key: string): string => Buffer.from(VERSION + key).toString('base64url');

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text.startsWith(VERSION) && encodeCursor(text.slice(VERSION.length)) === cursor)
    return text.slice(VERSION.length);
  throw new TollgateError('TG1012', 'The cursor is not one that a page gave.', {
    hint: 'Start again without a cursor.',
  });
}
