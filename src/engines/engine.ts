import type { Dialect } from './dialect.ts';

/** A value as an engine gives it. Whole numbers beyond 2^53 and decimals come as text or bigint, so that no digit is lost. */
export type EngineValue = string | number | bigint | boolean | null | readonly EngineValue[];
export type EngineRow = readonly EngineValue[];

/** A value of a query, written as a literal of standard SQL, which every engine reads alike; a Date is a TIMESTAMP in UTC. */
export type Parameter = string | number | Date;

/** What an engine was asked and what that came to. */
export interface EngineCost {
  readonly queries: number;
  /** Bytes that the engine read; undefined where it does not tell. */
  readonly scannedBytes: number | undefined;
}

/** A table of a catalog. */
export interface TableName {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  /** Whether its values are names of folders, so that a bound on it spares reading. */
  readonly isPartition: boolean;
}

/** Port: something that answers queries in standard SQL over relations it can name. One question at a time. */
export interface Engine {
  readonly dialect: Dialect;
  /** Rows of a query; `$name` stands for a parameter. Throws TG2070 (fails), TG2071 (cancelled), TG2072 (not reached, refused). */
  rows(sql: string, parameters?: Readonly<Record<string, Parameter>>): Promise<readonly EngineRow[]>;
  columns(table: TableName): Promise<readonly TableColumn[]>;
  cost(): EngineCost;
  close(): Promise<void>;
}
