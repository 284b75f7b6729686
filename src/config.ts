import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Flags } from './cli/host.ts';
import { type CommentSettings, commentSettingsOf } from './comments/environment.ts';
import { pipelineOf } from './comments/pipeline.ts';
import { TollgateError } from './core/errors.ts';
import { httpEnvironment, httpOptionsOf } from './http/http-environment.ts';
import type { HttpOptions } from './http/http-options.ts';
import { OIDC_EXPECTED, type OidcOptions, oidcEnvironment, oidcOptionsOf } from './http/oidc/oidc-options.ts';
import { ACCESS_SCOPES, type AccessScope } from './operations/resources/access/principal.ts';
import { billEnvironment, type ImportedBills, importedBillsOf } from './operations/resources/bills/bill-environment.ts';
import {
  DEFAULT_UPKEEP,
  HISTORY_ENVIRONMENT,
  type HistoryUpkeep,
  ROLE_ENVIRONMENT,
  type ScheduledScans,
  scanEnvironment,
  scheduledScansOf,
} from './operations/scan/scan-environment.ts';
import { LIVE_RATE_SOURCES, type LiveRateSourceKind } from './rates/registry.ts';
import type { RunOrigin } from './report/formats/run-origin.ts';
import {
  TELEMETRY_EXPECTED,
  type TelemetrySettings,
  telemetryEnvironment,
  telemetrySettingsOf,
} from './telemetry/telemetry-environment.ts';
import { type WebhookSettings, webhookEnvironment, webhookSettingsOf } from './webhooks/environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that every command may need. Their schemas are made where one is set: most starts meet none. */
const COMMON = {
  TOLLGATE_PRICING_CACHE: () => z.string(),
  TOLLGATE_PRICE_SOURCE: () => z.enum(LIVE_RATE_SOURCES),
  TOLLGATE_PRICE_LIST_URL: () => z.url({ protocol: /^https?$/ }),
  TOLLGATE_OFFLINE: () => z.stringbool(),
  TOLLGATE_ALLOW_PRIVATE_TARGETS: () => z.stringbool(),
  TOLLGATE_DATA_DIR: () => z.string(),
  DATABASE_URL: () => z.string(),
  ...HISTORY_ENVIRONMENT,
  ...ROLE_ENVIRONMENT,
};

/** Variables of the service alone. */
const serviceEnvironment = () => ({
  TOLLGATE_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  TOLLGATE_API_KEYS: apiKeys().default([]),
  TOLLGATE_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  ...scanEnvironment(),
  ...billEnvironment(),
  ...oidcEnvironment(),
  ...httpEnvironment(),
  ...webhookEnvironment(),
  ...telemetryEnvironment(),
});

/** `read:KEY`, `write:KEY` or `admin:KEY`, comma-separated; each includes those before it. */
const apiKeys = () =>
  z
    .string()
    .transform((text) => text.split(',').map((each) => each.trim().split(':')))
    .pipe(z.array(z.tuple([z.enum(ACCESS_SCOPES), z.string().min(16)])))
    .transform((entries) => entries.map(([scope, key]) => ({ scope, key })));

/** Everything that can be set. What one face alone needs is read when it asks, so that a mistake there stops no other. */
export interface Config {
  /** Never ask AWS for prices. */
  readonly offline: boolean;
  /** The user's cache of refreshed prices. */
  readonly pricingCacheDir: string;
  /** The live price list that refreshes them. */
  readonly priceSource: LiveRateSourceKind;
  /** Origin of the public offer files instead of AWS's own. */
  readonly priceListUrl: string | undefined;
  /** Targets that people give (a mirror of prices, webhooks) may be private addresses. */
  readonly allowPrivateTargets: boolean;
  /** Where the embedded database and the throughput history live. */
  readonly dataDir: string;
  /** A PostgreSQL server instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** How long the throughput history is kept and how its files are joined. */
  readonly history: HistoryUpkeep;
  /** How roles of other accounts are assumed. */
  readonly roles: { readonly externalId: string | undefined; readonly seconds: number | undefined };
  readonly service: ServiceConfig;
  /** What the pipeline tells of this run. */
  readonly pipeline: RunOrigin;
  /** Tokens and addresses of the hosts that take comments. */
  readonly comments: CommentSettings;
}

export interface ServiceConfig {
  readonly host: string;
  readonly port: number;
  readonly apiKeys: readonly { readonly scope: AccessScope; readonly key: string }[];
  /** Tokens that are believed; absent = none. */
  readonly oidc: OidcOptions | undefined;
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** Scans that the service runs by itself. */
  readonly scans: ScheduledScans;
  readonly bills: ImportedBills;
  /** How webhooks are tried, and where they may go. */
  readonly webhooks: WebhookSettings;
  /** Traces and metrics over OTLP; absent = none. */
  readonly telemetry: TelemetrySettings | undefined;
  /** Limits of the REST API. */
  readonly http: HttpOptions;
}

/**
 * Flags win over the environment; an empty variable counts as absent. Throws TG1520 naming the setting; never its value, which
 * may be a secret.
 */
export function readConfig(environment: Environment, flags: Flags = {}): Config {
  const given = { ...environment, ...flagsAsVariables(flags) };
  const cacheHome = given.XDG_CACHE_HOME || join(homedir(), '.cache');
  const dataHome = given.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  let service: ServiceConfig | undefined;
  let comments: CommentSettings | undefined;
  let pipeline: RunOrigin | undefined;
  return Object.freeze({
    offline: readOne('TOLLGATE_OFFLINE', given) ?? false,
    pricingCacheDir: resolve(readOne('TOLLGATE_PRICING_CACHE', given) ?? join(cacheHome, 'tollgate', 'pricing-cache')),
    priceSource: readOne('TOLLGATE_PRICE_SOURCE', given) ?? 'price-list-bulk',
    allowPrivateTargets: readOne('TOLLGATE_ALLOW_PRIVATE_TARGETS', given) ?? false,
    priceListUrl: readOne('TOLLGATE_PRICE_LIST_URL', given),
    dataDir: resolve(readOne('TOLLGATE_DATA_DIR', given) ?? join(dataHome, 'tollgate')),
    databaseUrl: readOne('DATABASE_URL', given),
    history: {
      keepDays: readOne('TOLLGATE_HISTORY_DAYS', given) ?? DEFAULT_UPKEEP.keepDays,
      filesPerDay: readOne('TOLLGATE_HISTORY_FILES_PER_DAY', given) ?? DEFAULT_UPKEEP.filesPerDay,
    },
    roles: {
      externalId: readOne('TOLLGATE_SCAN_EXTERNAL_ID', given),
      seconds: readOne('TOLLGATE_SCAN_SESSION_S', given),
    },
    get service() {
      service ??= readService(given);
      return service;
    },
    get pipeline() {
      pipeline ??= Object.freeze(pipelineOf(given));
      return pipeline;
    },
    get comments() {
      comments ??= Object.freeze(commentSettingsOf(given));
      return comments;
    },
  });
}

function readService(given: Environment): ServiceConfig {
  const shape = serviceEnvironment();
  const set = Object.keys(shape).filter((name) => given[name] !== undefined && given[name] !== '');
  const parsed = z.object(shape).safeParse(Object.fromEntries(set.map((name) => [name, given[name]])));
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path[0]));
  const { data } = parsed;
  return Object.freeze({
    host: data.TOLLGATE_HOST,
    port: data.TOLLGATE_PORT,
    apiKeys: Object.freeze(data.TOLLGATE_API_KEYS),
    logLevel: data.TOLLGATE_LOG_LEVEL,
    scans: scheduledScansOf(data),
    bills: importedBillsOf(data),
    oidc: oidcOptionsOf(data, invalid),
    http: httpOptionsOf(data),
    webhooks: webhookSettingsOf(data),
    telemetry: telemetrySettingsOf(data),
  });
}

function readOne<N extends keyof typeof COMMON>(name: N, given: Environment) {
  const text = given[name];
  if (text === undefined || text === '') return undefined;
  const parsed = COMMON[name]().safeParse(text);
  if (!parsed.success) throw invalid(name);
  return parsed.data as z.output<ReturnType<(typeof COMMON)[N]>>;
}

function flagsAsVariables({ offline, pricingCache, host, port }: Flags): Readonly<Record<string, string>> {
  return {
    ...(offline !== undefined && { TOLLGATE_OFFLINE: String(offline) }),
    ...(pricingCache !== undefined && { TOLLGATE_PRICING_CACHE: pricingCache }),
    ...(host !== undefined && { TOLLGATE_HOST: host }),
    ...(port !== undefined && { TOLLGATE_PORT: port }),
  };
}

const EXPECTED: Readonly<Record<string, string>> = {
  TOLLGATE_PRICE_SOURCE: LIVE_RATE_SOURCES.join(' or '),
  TOLLGATE_PRICE_LIST_URL: 'a URL such as https://mirror.example.com',
  TOLLGATE_OFFLINE: 'true or false',
  TOLLGATE_ALLOW_PRIVATE_TARGETS: 'true or false',
  TOLLGATE_HISTORY_DAYS: 'a number of days, 0 to keep all',
  TOLLGATE_HISTORY_FILES_PER_DAY: 'a number of files, 0 to leave them apart',
  TOLLGATE_SCAN_SESSION_S: 'seconds from 900 to 43200',
  TOLLGATE_PORT: 'a port number from 0 to 65535',
  TOLLGATE_API_KEYS: 'read:KEY, write:KEY or admin:KEY, comma-separated, each KEY of 16 characters or more',
  ...OIDC_EXPECTED,
  ...TELEMETRY_EXPECTED,
  TOLLGATE_LOG_LEVEL: 'silent, fatal, error, warn, info, debug or trace',
};

const invalid = (name: string): TollgateError =>
  new TollgateError('TG1520', `${name} is not valid.`, {
    hint: `Give ${EXPECTED[name] ?? 'a value that fits'}, or leave it out.`,
  });
