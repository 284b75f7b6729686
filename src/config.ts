import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Flags } from './cli/host.ts';
import { COMMENT_ENVIRONMENT, type CommentSettings, commentSettingsOf } from './comments/environment.ts';
import { TollgateError } from './core/errors.ts';
import { HTTP_ENVIRONMENT, httpOptionsOf } from './http/http-environment.ts';
import type { HttpOptions } from './http/http-options.ts';
import { LIVE_RATE_SOURCES, type LiveRateSourceKind } from './rates/registry.ts';

/** `read:KEY` or `write:KEY`, comma-separated; write includes read. */
const apiKeys = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim().split(':')))
  .pipe(z.array(z.tuple([z.enum(['read', 'write']), z.string().min(16)])))
  .transform((entries) => entries.map(([scope, key]) => ({ scope, key })));

const port = z.coerce.number().int().min(0).max(65_535);
const on = z.stringbool();

/** Every environment variable Tollgate reads. An empty variable counts as absent. */
const environmentSchema = z.object({
  TOLLGATE_PRICING_CACHE: z.string().optional(),
  TOLLGATE_PRICE_SOURCE: z.enum(LIVE_RATE_SOURCES).default('price-list-bulk'),
  TOLLGATE_PRICE_LIST_URL: z.url({ protocol: /^https?$/ }).optional(),
  TOLLGATE_OFFLINE: on.default(false),
  TOLLGATE_DATA_DIR: z.string().optional(),
  TOLLGATE_HOST: z.string().default('127.0.0.1'),
  TOLLGATE_PORT: port.default(8080),
  TOLLGATE_API_KEYS: apiKeys.default([]),
  TOLLGATE_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  DATABASE_URL: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
  XDG_DATA_HOME: z.string().optional(),
  ...HTTP_ENVIRONMENT,
  ...COMMENT_ENVIRONMENT,
});

/** Everything that can be set, parsed once at the start. */
export interface Config {
  /** Never ask AWS for prices. */
  readonly offline: boolean;
  /** The user's cache of refreshed prices. */
  readonly pricingCacheDir: string;
  /** The live price list that refreshes them. */
  readonly priceSource: LiveRateSourceKind;
  /** Origin of the public offer files instead of AWS's own. */
  readonly priceListUrl: string | undefined;
  /** Where the embedded database and the throughput history live. */
  readonly dataDir: string;
  /** A PostgreSQL server instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly apiKeys: readonly { readonly scope: 'read' | 'write'; readonly key: string }[];
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** Limits of the REST API. */
  readonly http: HttpOptions;
  /** Tokens and addresses of the hosts that take comments. */
  readonly comments: CommentSettings;
}

/** Flags win over the environment. Throws TG1520 naming the setting; never its value, which may be a secret. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, flags: Flags = {}): Config {
  const given = { ...environment, ...flagsAsVariables(flags) };
  const known = Object.keys(environmentSchema.shape).filter((name) => given[name] !== undefined && given[name] !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(known.map((name) => [name, given[name]])));
  if (!parsed.success) throw invalid(parsed.error);
  const { data } = parsed;
  const cacheHome = data.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const dataHome = data.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  return Object.freeze({
    offline: data.TOLLGATE_OFFLINE,
    pricingCacheDir: resolve(data.TOLLGATE_PRICING_CACHE ?? join(cacheHome, 'tollgate', 'pricing-cache')),
    priceSource: data.TOLLGATE_PRICE_SOURCE,
    priceListUrl: data.TOLLGATE_PRICE_LIST_URL,
    dataDir: resolve(data.TOLLGATE_DATA_DIR ?? join(dataHome, 'tollgate')),
    databaseUrl: data.DATABASE_URL,
    host: data.TOLLGATE_HOST,
    port: data.TOLLGATE_PORT,
    apiKeys: Object.freeze(data.TOLLGATE_API_KEYS),
    logLevel: data.TOLLGATE_LOG_LEVEL,
    http: httpOptionsOf(data),
    comments: commentSettingsOf(data),
  });
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
  TOLLGATE_PORT: 'a port number from 0 to 65535',
  TOLLGATE_API_KEYS: 'read:KEY or write:KEY, comma-separated, each KEY of 16 characters or more',
  TOLLGATE_LOG_LEVEL: 'silent, fatal, error, warn, info, debug or trace',
};

function invalid(error: z.ZodError): TollgateError {
  const name = String(error.issues[0]?.path[0] ?? 'A setting');
  return new TollgateError('TG1520', `${name} is not valid.`, {
    hint: `Give ${EXPECTED[name] ?? 'a value that fits'}, or leave it out.`,
  });
}
