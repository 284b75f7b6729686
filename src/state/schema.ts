import type { ColumnType, Generated } from 'kysely';

/** JSON columns are written as text (both engines cast it to jsonb) and read back parsed. */
export type Json<Value> = ColumnType<Value, string, string>;
/** Times are stored with time zone and read back as Date. */
export type Time = ColumnType<Date, Date | string, Date | string>;
type NullableTime = ColumnType<Date | null, Date | string | null, Date | string | null>;

export interface ScanTable {
  id: string;
  account: string;
  region: string;
  state: string;
  parameters: Json<Record<string, unknown>>;
  progress: Json<Record<string, unknown>>;
  error: string | null;
  requested_at: Generated<Time>;
  started_at: NullableTime;
  finished_at: NullableTime;
}

/** Every table of the state database; one migration adds each. */
export interface StateSchema {
  scan: ScanTable;
}
