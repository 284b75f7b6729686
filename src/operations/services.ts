import type { Forecaster } from '../capacity/forecasting/forecaster.ts';
import type { RateSource } from '../rates/rate-source.ts';
import type { RateStore } from '../rates/rate-store.ts';
import type { LiveRateSourceKind } from '../rates/registry.ts';
import type { RunOrigin } from '../report/formats/run-origin.ts';
import type { CommentDefaults, CommentHost, CommentTarget } from './comment/comment-host.ts';
import type { ApiKeys } from './resources/access/api-keys.ts';
import type { AuditLog } from './resources/access/audit-log.ts';
import type { BillImports } from './resources/bills/bill-imports.ts';
import type { BudgetStore } from './resources/budgets/budget-store.ts';
import type { CostStore } from './resources/costs/cost-store.ts';
import type { WebhookService } from './resources/events/webhook-service.ts';
import type { IdempotencyStore } from './resources/idempotency/idempotency-store.ts';
import type { KeptAnswers } from './resources/kept/kept-answer.ts';
import type { KeptState } from './resources/price-watch/kept-state.ts';
import type { AdviceStore } from './resources/recommendations/advice-store.ts';
import type { FiguresStore } from './resources/scans/keep-figures.ts';
import type { ScanService } from './resources/scans/scan-service.ts';
import type { AwsAccess, HistoryStore } from './scan/ports.ts';

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
export interface Services {
  /** The rates in use: from disk, never from the network. */
  readonly rates: RateSource;
  /** Where refreshed rates are kept. */
  readonly rateStore: RateStore;
  /** The live price list: the configured one unless another is named. Throws TG1514 when Tollgate is offline. */
  readonly liveRates: (kind?: LiveRateSourceKind) => Promise<RateSource>;
  /** AWS accounts and Regions that can be scanned. */
  readonly aws: () => Promise<AwsAccess>;
  /** The kept throughput of every scan. */
  readonly history: () => Promise<HistoryStore>;
  /** Forecasting methods beside the built-in ones: a library that has to be loaded. */
  readonly forecasters: () => Promise<readonly Forecaster[]>;
  /** What lives in the state database. Throws TG2201 where that cannot be used. */
  readonly state: () => Promise<StateServices>;
  /** The same database for looking and for keeping events, without its jobs; undefined where there is none. Throws TG2201. */
  readonly keptState: () => Promise<KeptState | undefined>;
  /** The same if it has been opened, without opening it. */
  readonly stateInUse: () => Promise<StateServices | undefined>;
  /** Keys and the audit log, in the state database, without running its jobs. Throws TG2201. */
  readonly access: () => Promise<AccessServices>;
  /** The same if the database has been opened, without opening it. */
  readonly accessInUse: () => Promise<AccessServices | undefined>;
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
  /** The bytes of a file the user names. Throws TG1007 (cannot be read) or TG1006 (too large). */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** What lies at a path the user names; undefined = nothing. */
  readonly kindOf: (path: string) => Promise<'file' | 'folder' | undefined>;
  /** The comments of a pull or merge request, with the token of the environment. Throws TG1012 or TG5015. */
  readonly comments: (target: CommentTarget) => Promise<CommentHost>;
  /** What the pipeline tells of this run. */
  readonly pipeline: RunOrigin;
  /** Where this run comes from: what the pipeline and the checkout tell. */
  readonly origin: () => Promise<RunOrigin>;
  /** Where commenting goes unless a flag says otherwise. */
  readonly commentDefaults: CommentDefaults;
}
