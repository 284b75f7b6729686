import type { Engine, EngineRow, Parameter } from '../engines/engine.ts';
import { values } from '../engines/literals.ts';
import type { ThroughputHistory } from './throughput.ts';
import { throughputOver } from './throughput-over.ts';
import { ASKED_COLUMNS, OUTLINED_COLUMNS, SPECIAL_COLUMNS, throughputSql } from './throughput-sql.ts';

/** Rows that one query brings along: engines limit the length of a query (Athena: 262,144 bytes). */
const MOST_ROWS = 800;

type Row = readonly Parameter[];

/** What a question brings along, as rows of literals. */
interface Brought {
  readonly name: 'asked' | 'outlined' | 'special';
  readonly columns: string;
  readonly rows: readonly Row[];
  /** Place of the number of the endpoint in a row: rows of one endpoint stay in one query. */
  readonly key: number;
}

/**
 * A history over an engine without temporary tables: what a question brings along stands in the query, in parts where it is long.
 * `relation` is a query that gives the columns of a throughput history, bounded by its days.
 */
export function engineThroughput(engine: Engine, relation: string): ThroughputHistory {
  const brought = new Map<string, Brought>();
  const bring = (one: Brought): Promise<void> => {
    brought.set(one.name, one);
    return Promise.resolve();
  };
  return throughputOver(
    {
      sql: throughputSql(engine.dialect),
      async rows(sql, parameters) {
        const joined = new Set(sql.match(/(?<=\bJOIN )\w+/g));
        const used = [...brought.values()].filter(({ name }) => joined.has(name));
        const answers: EngineRow[] = [];
        for (const part of partsOf(used)) {
          const along = part.map(({ name, columns, rows }) => `${name} (${columns}) AS (${values(rows)})`);
          const query = `WITH ${[`throughput AS (${relation})`, ...along].join(', ')} ${sql}`;
          answers.push(...(await engine.rows(query, parameters)));
        }
        return answers;
      },
      asked: (names) =>
        bring({
          name: 'asked',
          columns: ASKED_COLUMNS,
          rows: names.map(({ name, key, nearBps }) => [name, key, nearBps]),
          key: 1,
        }),
      outlined: (zones) =>
        bring({
          name: 'outlined',
          columns: OUTLINED_COLUMNS,
          rows: zones.map(({ name, az, key }) => [name, az, key]),
          key: 2,
        }),
      special: (groups) =>
        bring({
          name: 'special',
          columns: SPECIAL_COLUMNS,
          rows: groups.map(({ key, az, slot, bucket, expected }) => [key, az, slot, bucket, expected]),
          key: 0,
        }),
    },
    () => engine.close(),
  );
}

/** Splits what is brought so that each part is short enough and holds its endpoints whole. Nothing asked for = no query at all. */
function partsOf(used: readonly Brought[]): readonly (readonly Brought[])[] {
  const [longest] = used.toSorted((a, b) => b.rows.length - a.rows.length);
  if (longest === undefined) return [[]];
  const parts: Row[][] = [];
  for (const rows of Map.groupBy(longest.rows, (row) => row[longest.key]).values()) {
    const last = parts.at(-1);
    if (last && last.length + rows.length <= MOST_ROWS) last.push(...rows);
    else parts.push([...rows]);
  }
  return parts.map((rows) => {
    const keys = new Set(rows.map((row) => row[longest.key]));
    return used.map((one) => ({ ...one, rows: one.rows.filter((row) => keys.has(row[one.key])) }));
  });
}
