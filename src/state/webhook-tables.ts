import type { Generated } from 'kysely';
import type { GeneratedTime, Json, NullableTime } from './column-types.ts';

export interface WebhookTable {
  id: string;
  name: string;
  /** Scheme, host and port of the address: what may be shown. */
  origin: string;
  /** Sealed where there is a key, as the secrets are. */
  url: string;
  /** Types of the events it is told; none = all. */
  events: Json<readonly string[]>;
  format: string;
  secret: string;
  /** The secret before, which signs beside the new one until then. */
  former_secret: string | null;
  former_until: NullableTime;
  version: Generated<number>;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface EventTable {
  id: string;
  type: string;
  document: string;
  kept_at: GeneratedTime;
}

export interface DeliveryTable {
  id: string;
  webhook_id: string;
  event_id: string;
  state: string;
  attempts: number;
  last_status: number | null;
  last_error: string | null;
  created_at: GeneratedTime;
  /** When the job queue took it over; null = it still has to. */
  handed_over_at: NullableTime;
  attempted_at: NullableTime;
}

export interface ScopeFiguresTable {
  account: string;
  region: string;
  document: Json<Record<string, unknown>>;
  kept_at: GeneratedTime;
}

export interface WebhookTables {
  webhook: WebhookTable;
  event: EventTable;
  delivery: DeliveryTable;
  scope_figures: ScopeFiguresTable;
}
