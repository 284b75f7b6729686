import type { ColumnType } from 'kysely';

/** JSON columns are written as text (both engines cast it to jsonb) and read back parsed. */
export type Json<Value> = ColumnType<Value, string, string>;
/** Times are stored with time zone and read back as Date; the database fills one that is not given. */
export type GeneratedTime = ColumnType<Date, Date | string | undefined, Date | string>;
export type NullableTime = ColumnType<Date | null, Date | string | null, Date | string | null>;
