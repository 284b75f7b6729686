import { z } from 'zod';
import { findRegion } from '../../core/regions.ts';

const listed = () =>
  z
    .string()
    .transform((text) => text.split(',').flatMap((each) => each.trim() || []))
    .pipe(z.array(z.string()));

/** Environment variables of scheduled scans; made where the service starts. */
export const scanEnvironment = () => ({
  /** Five fields, UTC; "7 * * * *" collects every hour. */
  TOLLGATE_SCAN_CRON: z
    .string()
    .regex(/^\S+(\s+\S+){4}$/)
    .optional(),
  TOLLGATE_SCAN_REGIONS: listed()
    .refine((regions) => regions.every((region) => findRegion(region)))
    .default([]),
  TOLLGATE_SCAN_ACCOUNTS: listed()
    .refine((accounts) => accounts.every((account) => /^\d{12}$/.test(account)))
    .default([]),
  TOLLGATE_SCAN_ROLE: z.string().optional(),
  /** Roles that people may name; none = any. */
  TOLLGATE_SCAN_ROLES: listed().default([]),
  TOLLGATE_SCAN_DAYS: z.coerce.number().int().min(0).max(455).default(15),
  TOLLGATE_SCAN_MAX_QUERY_COST: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .default('1'),
});

/** Environment variables of the kept throughput, which the service and `tollgate scan` share. */
export const HISTORY_ENVIRONMENT = {
  /** Days of throughput to keep; 0 = all. CloudWatch itself forgets after 455. */
  TOLLGATE_HISTORY_DAYS: () => z.coerce.number().int().min(0).max(36_500),
  /** Files a day may have before they are joined into one; 0 = never join. */
  TOLLGATE_HISTORY_FILES_PER_DAY: () => z.coerce.number().int().min(0).max(10_000),
};

/** Environment variables of the roles that scans assume, which the service and `tollgate scan` share. */
export const ROLE_ENVIRONMENT = {
  /** What the trust policy of the roles asks for. */
  TOLLGATE_SCAN_EXTERNAL_ID: () => z.string().regex(/^[\w+=,.@:/-]{2,1224}$/),
  /** Seconds of a session: AWS allows no more than an hour where the service itself runs as an assumed role. */
  TOLLGATE_SCAN_SESSION_S: () => z.coerce.number().int().min(900).max(43_200),
};

/** How long the throughput is kept, and how many files of one day are left apart. */
export interface HistoryUpkeep {
  readonly keepDays: number;
  readonly filesPerDay: number;
}

/** Everything is kept; a day of hourly scans is joined three times. */
export const DEFAULT_UPKEEP: HistoryUpkeep = { keepDays: 0, filesPerDay: 8 };

export interface ScheduledScans {
  readonly cron: string | undefined;
  readonly regions: readonly string[];
  /** Account ids; none = that of the service's own credentials. */
  readonly accounts: readonly string[];
  readonly role: string | undefined;
  /** Roles that people may name beside it; empty = any. */
  readonly allowedRoles: readonly string[];
  readonly days: number;
  readonly maxQueryCostUsd: string;
}

type Environment = z.output<z.ZodObject<ReturnType<typeof scanEnvironment>>>;

export const scheduledScansOf = (data: Environment): ScheduledScans => ({
  cron: data.TOLLGATE_SCAN_CRON,
  regions: data.TOLLGATE_SCAN_REGIONS,
  accounts: data.TOLLGATE_SCAN_ACCOUNTS,
  role: data.TOLLGATE_SCAN_ROLE,
  allowedRoles: data.TOLLGATE_SCAN_ROLES,
  days: data.TOLLGATE_SCAN_DAYS,
  maxQueryCostUsd: data.TOLLGATE_SCAN_MAX_QUERY_COST,
});
