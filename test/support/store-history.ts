import { openWriter } from '../../src/history/append.ts';
import type { HistoryScope } from '../../src/history/history-scope.ts';

/** Bytes of one endpoint and zone in one period; `start` in seconds since 1970 UTC. */
export interface StoredRow {
  readonly endpoint: string;
  readonly az: string;
  readonly start: number;
  readonly periodSeconds: number;
  readonly bytes: number;
}

/** Stores rows as a scan does and gives the number of new ones. */
export async function storeHistory(root: string, scope: HistoryScope, rows: readonly StoredRow[]): Promise<number> {
  const writer = await openWriter(root, scope);
  try {
    for (const part of Map.groupBy(rows, (row) => `${row.endpoint} ${row.az} ${row.periodSeconds}`).values()) {
      const [{ endpoint: target, az, periodSeconds }] = part as [StoredRow];
      const [starts, values] = [part.map((row) => row.start), part.map((row) => row.bytes)];
      await writer.add({ target, az, column: 'bytes', periodSeconds, starts, values });
    }
    const targets = [...new Set(rows.map((row) => row.endpoint))];
    return await writer.flush(targets.map((target) => ({ target, span: [0, Number.MAX_SAFE_INTEGER] })));
  } finally {
    await writer.close();
  }
}
