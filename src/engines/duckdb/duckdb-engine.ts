import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { DIALECTS } from '../dialect.ts';
import type { Engine, EngineValue } from '../engine.ts';
import { bound, identifier } from '../literals.ts';

/** The engine in this process, over what a connection can name. It tells no bytes: they are read from the disk here. */
export function duckdbEngine(connection: DuckDBConnection, close: () => void = () => undefined): Engine {
  let queries = 0;
  return {
    dialect: DIALECTS.duckdb,
    async rows(sql, parameters) {
      queries += 1;
      const result = await connection.runAndReadAll(bound(sql, parameters));
      return result.getRows().map((row) => row.map(plain));
    },
    async columns({ table }) {
      const described = await connection.runAndReadAll(`DESCRIBE ${identifier(table)}`);
      return described
        .getRows()
        .map(([name, type]) => ({ name: String(name), type: String(type), isPartition: false }));
    },
    cost: () => ({ queries, scannedBytes: undefined }),
    close: async () => close(),
  };
}

/** Lists become arrays; other values of DuckDB's own (decimals, times) their text. */
function plain(value: DuckDBValue): EngineValue {
  if (typeof value !== 'object' || value === null) return value;
  if ('items' in value && Array.isArray(value.items)) return value.items.map(plain);
  return String(value);
}
