import type { ColumnType } from 'kysely';

/** JSON columns are written as text (both engines cast it to jsonb) and read back parsed. */
export type Json<Value> = ColumnType<Value, string, string>;
/** Times are stored with time zone and read back as Date; the database fills one that is not given. */
export type GeneratedTime = ColumnType<Date, Date | string | undefined, Date | string>;
type NullableTime = ColumnType<Date | null, Date | string | null, Date | string | null>;

export interface ScanTable {
  id: string;
  account: string;
  region: string;
  state: string;
  parameters: Json<Record<string, unknown>>;
  progress: Json<Record<string, unknown>>;
  error: string | null;
  requested_at: GeneratedTime;
  started_at: NullableTime;
  finished_at: NullableTime;
}

export interface SnapshotTable {
  scan_id: string;
  account: string;
  region: string;
  document: string;
  kept_at: GeneratedTime;
}

export interface EndpointTable {
  id: string;
  account: string;
  region: string;
  /** What the scan asked for ("self" or an account): the rows of one scope are replaced together. */
  scope_account: string;
  vpc: string | null;
  service: string | null;
  tags: Json<Record<string, string>>;
  document: Json<Record<string, unknown>>;
}

export interface BudgetTable {
  id: string;
  document: Json<Record<string, unknown>>;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface ApiKeyTable {
  id: string;
  name: string;
  scope: string;
  accounts: ColumnType<readonly string[] | null, string | null, string | null>;
  rate_limit_per_minute: number | null;
  hash: string;
  previous_hash: string | null;
  created_at: GeneratedTime;
  expires_at: NullableTime;
  rotated_at: NullableTime;
  previous_valid_until: NullableTime;
  revoked_at: NullableTime;
}

export interface AuditEntryTable {
  id: string;
  at: ColumnType<Date, string, never>;
  who: string;
  method: string;
  route: string;
  object_id: string | null;
  status: number;
  request_id: string;
}

/** Every table of the state database; one migration adds each. */
export interface StateSchema {
  scan: ScanTable;
  snapshot: SnapshotTable;
  endpoint: EndpointTable;
  budget: BudgetTable;
  api_key: ApiKeyTable;
  audit_entry: AuditEntryTable;
}
