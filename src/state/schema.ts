import type { ColumnType, Generated } from 'kysely';
import type { GeneratedTime, Json, NullableTime } from './column-types.ts';
import type { WebhookTables } from './webhook-tables.ts';

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
  version: Generated<number>;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface ScheduleTable {
  id: string;
  document: Json<Record<string, unknown>>;
  version: Generated<number>;
  last_run: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface RequestCountTable {
  who: string;
  minute: number;
  requests: number;
}

export interface RecommendationTable {
  id: string;
  scope_account: string;
  account: string;
  region: string;
  move: string;
  /** Read back as text: a number would lose digits. */
  monthly: string;
  currency: string;
  document: Json<Record<string, unknown>>;
  proposed: boolean;
  first_scan: Json<Record<string, unknown>>;
  last_scan: Json<Record<string, unknown>>;
  status: string;
  reason: string | null;
  expires_at: NullableTime;
  decided_at: NullableTime;
  realised: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  version: Generated<number>;
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

/** Answers that were kept by name. */
export interface KeptAnswerTable {
  id: string;
  kind: string;
  name: string;
  document: Json<Record<string, unknown>>;
  kept_at: GeneratedTime;
}

export interface IdempotencyKeyTable {
  key: string;
  fingerprint: string;
  claimed_at: ColumnType<Date, string, never>;
  /** The answer as JSON text; null while the request runs. */
  answer: string | null;
}

/** What a Region's networks cost by the last scan of a day. */
export interface CostDayTable {
  region: string;
  /** YYYY-MM-DD, as every day here. */
  day: string;
  captured_at: string;
  currency: string;
  prices: string;
  since: string | null;
  changes: Json<readonly object[]>;
  /** Lines of the day; null once a later day has been compared with it. */
  detail: string | null;
}

/** The costs of one account by one key on a day. */
export interface CostPartTable {
  region: string;
  day: string;
  key: string;
  account: string;
  parts: Json<readonly object[]>;
}

export interface BillImportTable {
  id: string;
  state: string;
  version: string | null;
  document: Json<Record<string, unknown>>;
  error: ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
  requested_at: GeneratedTime;
  started_at: NullableTime;
  finished_at: NullableTime;
}

export interface BillSumTable {
  period: string;
  month: string;
  document: Json<Record<string, unknown>>;
}

/** Every table of the state database; one migration adds each. */
export interface StateSchema extends WebhookTables {
  scan: ScanTable;
  snapshot: SnapshotTable;
  endpoint: EndpointTable;
  budget: BudgetTable;
  schedule: ScheduleTable;
  request_count: RequestCountTable;
  recommendation: RecommendationTable;
  api_key: ApiKeyTable;
  audit_entry: AuditEntryTable;
  kept_answer: KeptAnswerTable;
  idempotency_key: IdempotencyKeyTable;
  cost_day: CostDayTable;
  cost_part: CostPartTable;
  bill_import: BillImportTable;
  bill_sum: BillSumTable;
}
