import { homedir } from 'node:os';
import { join } from 'node:path';
import { TollgateError } from '../core/errors.ts';
import { watchedClient } from '../telemetry/watched-client.ts';
import { dayBounds } from './day-bounds.ts';
import type { Engine, TableColumn } from './engine.ts';
import { identifier } from './literals.ts';
import type { TableUrl } from './table-url.ts';

/** A table that is bounded to the days asked for. */
export interface OpenTable {
  readonly engine: Engine;
  readonly columns: readonly TableColumn[];
  /** `FROM` what, and the condition that every query must carry. */
  readonly from: string;
  readonly days: string;
  /** Bytes of the files of those days: what a query reads at most. */
  readonly bytes: number;
}

/** USD for a TB (10^12 bytes) read. Source: the Athena pricing page, which has it for most Regions. */
const ATHENA_USD_PER_TB = 5;
const TB = 1e12;

/** Opens a table and looks at what a query would read. Throws TG1041 (no folders by day), TG2073 (too much), and what the engine throws. */
export async function openTable(asked: TableUrl): Promise<OpenTable> {
  const engine = asked.engine === 'athena' ? await athena(asked) : await trino(asked);
  try {
    const columns = await engine.columns(asked.table);
    const days = dayBounds(columns, asked.from, asked.to);
    if (days === undefined) {
      throw new TollgateError('TG1041', `${asked.url} has no folders by day or month: a query would read all of it.`, {
        hint: 'Partition the table by billing_period, by year and month, or by day.',
      });
    }
    const { catalog, schema, table } = asked.table;
    const from = [catalog, schema, table].map(identifier).join('.');
    const bytes = await bytesOf(engine, from, days);
    refuseCost(asked, bytes);
    return { engine, columns, from, days, bytes };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Asks for the files and their sizes alone. */
async function bytesOf(engine: Engine, from: string, days: string): Promise<number> {
  const files = `SELECT "$path" AS file, max("$file_size") AS size FROM ${from} WHERE ${days} GROUP BY "$path"`;
  const [[bytes] = []] = await engine.rows(`SELECT coalesce(sum(size), 0) FROM (${files})`);
  return Number(bytes);
}

function refuseCost({ url, engine, maxQueryCost }: TableUrl, bytes: number): void {
  const usd = (bytes / TB) * ATHENA_USD_PER_TB;
  if (engine !== 'athena' || usd <= maxQueryCost) return;
  throw new TollgateError(
    'TG2073',
    `The files of these days hold ${bytes} bytes: reading all of them with Athena costs ${usd.toFixed(2)} USD, more than ${maxQueryCost}.`,
    { hint: `Ask for fewer days, or add max-query-cost=${Math.ceil(usd)} to ${url}.` },
  );
}

async function athena({ workgroup, maxQueryCost }: TableUrl): Promise<Engine> {
  const [{ AthenaClient }, { athenaEngine }, { keptQueries }] = await Promise.all([
    import('@aws-sdk/client-athena'),
    import('./athena/athena-engine.ts'),
    import('./athena/kept-queries.ts'),
  ]);
  const { TOLLGATE_DATA_DIR, XDG_DATA_HOME = join(homedir(), '.local', 'share') } = process.env;
  const data = TOLLGATE_DATA_DIR ?? join(XDG_DATA_HOME, 'tollgate');
  return athenaEngine({
    client: watchedClient(new AthenaClient({ retryMode: 'adaptive', maxAttempts: 8 })),
    workgroup,
    kept: keptQueries(join(data, 'queries')),
    mostBytes: (maxQueryCost / ATHENA_USD_PER_TB) * TB,
  });
}

async function trino({ coordinator, user }: TableUrl): Promise<Engine> {
  const { trinoEngine } = await import('./trino/trino-engine.ts');
  return trinoEngine({ url: coordinator, user, password: process.env['TRINO_PASSWORD'] });
}
