import type { Forecaster } from '../capacity/forecasting/forecaster.ts';
import type { RunOrigin } from '../report/formats/run-origin.ts';
import type { CommentDefaults, CommentHost, CommentTarget } from './comment/comment-host.ts';
import type { AwsPorts, FilePorts, KeptPorts, RatePorts } from './ports.ts';
import type { ApiKeys } from './resources/access/api-keys.ts';
import type { AuditLog } from './resources/access/audit-log.ts';
import type { RequestCounts } from './resources/access/request-counts.ts';
import type { BillImports } from './resources/bills/bill-imports.ts';
import type { BudgetStore } from './resources/budgets/budget-store.ts';
import type { CostStore } from './resources/costs/cost-store.ts';
import type { WebhookService } from './resources/events/webhook-service.ts';
import type { IdempotencyStore } from './resources/idempotency/idempotency-store.ts';
import type { KeptAnswers } from './resources/kept/kept-answer.ts';
import type { AdviceStore } from './resources/recommendations/advice-store.ts';
import type { FiguresStore } from './resources/scans/keep-figures.ts';
import type { ScanService } from './resources/scans/scan-service.ts';
import type { ScanSchedules } from './resources/schedules/scan-schedules.ts';

/** What lives in the state database. */
export interface StateServices {
  readonly scans: ScanService;
  readonly budgets: BudgetStore;
  readonly advice: AdviceStore;
  readonly webhooks: WebhookService;
  readonly figures: FiguresStore;
  readonly costs: CostStore;
  readonly answers: KeptAnswers;
  readonly idempotency: IdempotencyStore;
  readonly bills: BillImports;
  readonly schedules: ScanSchedules;
}

/** Who may use the service. */
export interface AccessServices {
  readonly keys: ApiKeys;
  readonly audit: AuditLog;
}

/** Work that was asked for, by how it ended. */
export interface WorkFigure {
  readonly work: 'scan' | 'import' | 'delivery';
  readonly state: string;
  readonly count: number;
  /** Seconds that the longest of them took; undefined = none of them ran. */
  readonly longestSeconds: number | undefined;
}

/** How a part of the service is; one that is unused was not asked for yet. */
type PartState = 'ok' | 'failed' | 'unused';

export interface JobFigure {
  readonly kind: string;
  readonly state: string;
  readonly jobs: number;
  readonly oldestSeconds: number;
}

export interface Readiness {
  readonly state: PartState;
  readonly history: PartState;
  /** Jobs are taken. */
  readonly queue: PartState;
}

/**
 * What the faces (command line, REST API, Action) are given. `compose.ts` builds it; every member that is costly to build is a
 * function, so that a command pays only for what it uses.
 */
export interface Services extends RatePorts, AwsPorts, KeptPorts, FilePorts {
  /** Forecasting methods beside the built-in ones: a library that has to be loaded. */
  readonly forecasters: () => Promise<readonly Forecaster[]>;
  /** What lives in the state database. Throws TG2201 where that cannot be used. */
  readonly state: () => Promise<StateServices>;
  /** The same if it has been opened, without opening it. */
  readonly stateInUse: () => Promise<StateServices | undefined>;
  /** Keys and the audit log, in the state database, without running its jobs. Throws TG2201. */
  readonly access: () => Promise<AccessServices>;
  /** The same if the database has been opened, without opening it. */
  readonly accessInUse: () => Promise<AccessServices | undefined>;
  /** Requests that all replicas have seen, where several may share a database. */
  readonly requestCounts?: RequestCounts | undefined;
  /** Whether a key was ever made: from then on the service asks for one. Throws TG2201. */
  readonly keysInUse: () => Promise<boolean>;
  /** Whether this replica can do its work, part by part; absent = nothing is to be looked at. */
  readonly readiness?: (() => Promise<Readiness>) | undefined;
  /** Jobs that the queue holds, by kind and state. */
  readonly jobFigures?: (() => Promise<readonly JobFigure[]>) | undefined;
  /** Scans and imports of the last day, and deliveries that are kept. */
  readonly workFigures?: (() => Promise<readonly WorkFigure[]>) | undefined;
  /** Bytes of the throughput history on disk. */
  readonly historyBytes?: (() => Promise<number>) | undefined;
  /** Ends what was opened: jobs under way go back to the queue. */
  readonly close: () => Promise<void>;
  /** The only clock. */
  readonly now: () => Date;
  /** The comments of a pull or merge request, with the token of the environment. Throws TG1012 or TG5015. */
  readonly comments: (target: CommentTarget) => Promise<CommentHost>;
  /** What the pipeline tells of this run. */
  readonly pipeline: RunOrigin;
  /** Where this run comes from: what the pipeline and the checkout tell. */
  readonly origin: () => Promise<RunOrigin>;
  /** Where commenting goes unless a flag says otherwise. */
  readonly commentDefaults: CommentDefaults;
}
