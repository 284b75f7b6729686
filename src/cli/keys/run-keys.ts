import { z } from 'zod';
import { TollgateError } from '../../core/errors.ts';
import type { ShownKey } from '../../operations/resources/access/api-keys.ts';
import {
  type KeyRecord,
  type KeySettings,
  keySettingsSchema,
  MOST_GRACE_SECONDS,
} from '../../operations/resources/access/key-record.ts';
import type { AccessServices, Services } from '../../operations/services.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { type PrintOptions, printDocument } from '../print-document.ts';
import { viewKeys } from './view-keys.ts';

export interface CreateKeyOptions {
  readonly name: string;
  readonly scope: string;
  readonly account?: readonly string[] | undefined;
  readonly rateLimit?: string | undefined;
  readonly expires?: string | undefined;
}

const PAGE = 200;
const HOUR_SECONDS = 3600;

/** Makes a key and prints it: the key alone on standard output, what it is on standard error. Throws TG1012. */
export async function createKey(options: CreateKeyOptions, host: Host, services: Services): Promise<ExitCode> {
  const settings = settingsOf(options);
  return withKeys(services, async (keys) => show(await keys.create(settings), host));
}

/** Replaces a key; the one before works for the hours given. Throws TG1012 or TG2202. */
export async function rotateKey(id: string, graceHours: string, host: Host, services: Services): Promise<ExitCode> {
  const [key, grace] = [idOf(id), graceOf(graceHours)];
  return withKeys(services, async (keys) => show(await keys.rotate(key, grace), host));
}

/** Ends a key at once. Throws TG1012 or TG2202. */
export async function revokeKey(id: string, host: Host, services: Services): Promise<ExitCode> {
  const key = idOf(id);
  return withKeys(services, async (keys) => {
    const { name } = await keys.revoke(key);
    await host.stderr.write(`Revoked ${name} (${key}).\n`);
  });
}

/** Lists every key, newest first. */
export const listKeys = (options: PrintOptions, host: Host, services: Services): Promise<ExitCode> =>
  withKeys(services, async (keys) => {
    const all: KeyRecord[] = [];
    for (let more = true; more; ) {
      const page = await keys.list({ limit: PAGE, after: all.at(-1)?.id });
      all.push(...page);
      more = page.length === PAGE;
    }
    await printDocument({ keys: all }, (document) => viewKeys(document.keys, services.now()), options, host);
  });

/** The database is closed again, so that a service may open it. */
async function withKeys(services: Services, work: (keys: AccessServices['keys']) => Promise<void>): Promise<ExitCode> {
  try {
    await work((await services.access()).keys);
    return EXIT.done;
  } finally {
    await services.close().catch(() => undefined);
  }
}

async function show({ key, record }: ShownKey, host: Host): Promise<void> {
  await host.stdout.write(`${key}\n`);
  const until = record.expiresAt === null ? '' : `, until ${record.expiresAt}`;
  await host.stderr.write(
    `This is the key ${record.name} (${record.id}, ${record.scope}${until}). Keep it: it is not shown again.\n`,
  );
}

function settingsOf({ name, scope, account, rateLimit, expires }: CreateKeyOptions): KeySettings {
  const parsed = keySettingsSchema.safeParse({
    name,
    scope,
    accounts: account ?? null,
    rateLimitPerMinute: rateLimit === undefined ? null : Number(rateLimit),
    expiresAt: expires === undefined ? null : timeOf(expires),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(OPTIONS[String(issue?.path[0])] ?? 'An option');
}

/** A day means its beginning. */
const timeOf = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);

const OPTIONS: Readonly<Record<string, string>> = {
  name: '--name',
  accounts: '--account',
  rateLimitPerMinute: '--rate-limit',
  expiresAt: '--expires',
};

const HINTS: Readonly<Record<string, string>> = {
  '--name': 'Give 1 to 128 characters.',
  '--account': 'An account id has twelve digits; "self" means scans with the credentials of the service.',
  '--rate-limit': 'Give requests a minute, from 1 to 1000000.',
  '--expires': 'Give a day or an RFC 3339 time, such as 2027-06-30.',
  '--grace-hours': `Give hours from 0 to ${MOST_GRACE_SECONDS / HOUR_SECONDS}.`,
  'The id': '`tollgate keys list` shows the ids.',
};

function graceOf(hours: string): number {
  const seconds = /^\d{1,4}(\.\d{1,3})?$/.test(hours) ? Math.round(Number(hours) * HOUR_SECONDS) : Number.NaN;
  if (seconds <= MOST_GRACE_SECONDS) return seconds;
  throw invalid('--grace-hours');
}

function idOf(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw invalid('The id');
}

function invalid(what: string): TollgateError {
  const hint = HINTS[what];
  return new TollgateError('TG1012', `${what} is not valid.`, hint === undefined ? {} : { hint });
}
