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
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

/** Every table of the state database; one migration adds each. */
export interface StateSchema extends WebhookTables {
  scan: ScanTable;
  snapshot: SnapshotTable;
  endpoint: EndpointTable;
  budget: BudgetTable;
}
