import { z } from 'zod';
import type { VisibleAccounts } from '../access/principal.ts';
import type { PageRequest } from '../scans/service-ports.ts';

/** When a scan is repeated, and of what. */
export const scheduleSchema = z.strictObject({
  cron: z
    .string()
    .max(100)
    .regex(/^\S+(\s+\S+){4}$/)
    .describe('When, as five cron fields in UTC: "17 3 * * 1" is every Monday at 03:17.'),
  region: z.string().describe('Region to scan, such as us-east-1.'),
  account: z.string().optional().describe('Account to scan; absent = that of the credentials of the service.'),
  role: z.string().optional().describe('Role to assume in that account.'),
  days: z.number().int().min(0).max(455).default(15).describe('Days of throughput; 0 = the inventory only.'),
  maxQueryCostUsd: z.string().default('1').describe('Refuse to ask CloudWatch for more than this, in USD, each time.'),
});
export type Schedule = z.output<typeof scheduleSchema>;

/** What came of the newest time. */
export const scheduleRunSchema = z.object({
  at: z.iso.datetime(),
  scanId: z.uuid().nullable().describe('The scan that was begun; null = none.'),
  code: z.string().nullable().describe('Why none was begun: TG2203 = one of that account and Region was under way.'),
});
export type ScheduleRun = z.infer<typeof scheduleRunSchema>;

/** A schedule as it is kept. */
export const scheduleRecordSchema = z.object({
  id: z.uuid(),
  schedule: scheduleSchema,
  version: z.number().int().describe('Counts its changes; the ETag of the answer names it.'),
  lastRun: scheduleRunSchema.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ScheduleRecord = z.infer<typeof scheduleRecordSchema>;

/** Port: schedules in the state database. */
export interface ScheduleStore {
  create(schedule: Schedule): Promise<ScheduleRecord>;
  get(id: string): Promise<ScheduleRecord | undefined>;
  /** Newest first; the page starts after the id `after`. */
  list(page: PageRequest, accounts?: VisibleAccounts): Promise<readonly ScheduleRecord[]>;
  /** Undefined where there is none of that id, or none of the version that is expected. */
  replace(id: string, schedule: Schedule, expected?: number): Promise<ScheduleRecord | undefined>;
  /** False where there is none of that id, or none of the version that is expected. */
  remove(id: string, expected?: number): Promise<boolean>;
  /** Keeps what came of a time; no change that a version counts. */
  ran(id: string, run: ScheduleRun): Promise<void>;
}
