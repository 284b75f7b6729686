import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeysInUse } from './compose/keys-in-use.ts';
import { reopened } from './compose/reopened.ts';
import type { OnJobError } from './compose/state.ts';
import type { Config } from './config.ts';
import { TollgateError } from './core/errors.ts';
import { keepPrivate } from './files/private-folder.ts';
import type { Services } from './operations/services.ts';
import type { RateSource } from './rates/rate-source.ts';
import { type LiveRateSourceKind, RATE_SOURCES } from './rates/registry.ts';
import { createPricingCache, createPricingCacheSource } from './rates/sources/pricing-cache/index.ts';

/** The bundled snapshot lies beside `src/` and beside `dist/` alike: both are one step below the package root. */
const BUNDLED_PRICES = fileURLToPath(new URL('../pricing-cache/', import.meta.url));

/** The worker module lies beside this one: src/worker.ts in development, dist/worker.js when built. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** Largest input in bytes: a string in V8 holds at most 2^29 - 24 characters. */
export const MAX_INPUT_BYTES = 512 * 2 ** 20 - 1024;

/** Builds what the faces are given. The only place that picks sources, clock and file system. */
export function composeServices(config: Config, onJobError: OnJobError = () => undefined): Services {
  const now = () => new Date();
  const prices = createPricingCache({ bundledDir: BUNDLED_PRICES, userDir: config.pricingCacheDir, now });
  const privateData = reopened(async () => keepPrivate(config.dataDir));
  const database = reopened(async () =>
    (await import('./compose/database.ts')).openStateDatabase(config, (error) => onJobError(error, 'state database')),
  );
  const state = reopened(async () => {
    const [{ openState }, { workerAdvisor }] = await Promise.all([
      import('./compose/state.ts'),
      import('./compose/advisor.ts'),
    ]);
    const { allowPrivateTargets, service } = config;
    const advisor = workerAdvisor(WORKER, { ...config }, service.http.workerHeapMiB);
    const options = {
      scheduled: service.scans,
      webhooks: service.webhooks,
      allowPrivateTargets,
      onJobError,
      advisor,
      bills: service.bills,
    };
    return openState(await database.open(), options, services);
  });
  const access = reopened(async () => {
    const { openAccess } = await import('./compose/access.ts');
    return openAccess(await database.open(), config, now);
  });
  const services: Services = {
    rates: prices.source,
    rateStore: prices.store,
    liveRates: liveRates(config),
    aws: async () => (await import('./compose/aws-access.ts')).createAwsAccess({ session: config.roles }),
    history: async () => {
      await privateData.open();
      return (await import('./history/history-store.ts')).createHistoryStore(config.dataDir, config.history);
    },
    forecasters: async () => (await import('./compose/forecasters.ts')).loadForecasters(),
    state: async () => (await state.open()).services,
    stateInUse: async () => (await state.opened()?.catch(() => undefined))?.services,
    access: access.open,
    requestCounts:
      config.databaseUrl === undefined
        ? undefined
        : {
            add: async (counts) =>
              (await import('./state/request-counts.ts')).createRequestCounts((await database.open()).db).add(counts),
          },
    accessInUse: async () => (database.opened() ? access.open().catch(() => undefined) : undefined),
    keysInUse: createKeysInUse(config, access.open),
    jobFigures: async () => {
      const opened = await database.opened()?.catch(() => undefined);
      return opened ? (await import('./state/job-figures.ts')).jobFigures(opened.db) : [];
    },
    workFigures: async () => {
      const opened = await database.opened()?.catch(() => undefined);
      return opened ? (await import('./state/work-figures.ts')).workFigures(opened.db) : [];
    },
    historyBytes: async () => (await import('./files/folder-size.ts')).folderSize(join(config.dataDir, 'throughput')),
    readiness: async () =>
      (await import('./compose/readiness.ts')).readiness({ dataDir: config.dataDir, database, state }),
    close: async () => {
      try {
        await (await state.opened())?.close();
      } finally {
        await (await database.opened())?.close();
      }
    },
    keptState: async () => (await import('./compose/kept-state.ts')).openKeptState(config),
    now,
    readFile: readInputFile,
    kindOf,
    checkout: async (revision, folder) =>
      (await import('./compose/git-checkout.ts')).checkoutRevision(revision, folder),
    comments: async (target) => (await import('./comments/open-host.ts')).openHost(target, config.comments),
    origin: async () => (await import('./compose/run-origin.ts')).runOrigin(config.pipeline),
    get pipeline() {
      return config.pipeline;
    },
    get commentDefaults() {
      return config.comments;
    },
  };
  return services;
}

/** Opens each live price list once: its pace is kept over all who ask. */
function liveRates({ offline, priceSource, priceListUrl, allowPrivateTargets }: Config): Services['liveRates'] {
  const opened = new Map<LiveRateSourceKind, Promise<RateSource>>();
  return async (kind = priceSource) => {
    if (offline) {
      throw new TollgateError('TG1514', 'Tollgate is offline, so the price list is not asked.', {
        hint: 'Leave --offline and TOLLGATE_OFFLINE out to ask the live price list.',
      });
    }
    const known = opened.get(kind);
    if (known) return known;
    const isGuarded = priceListUrl !== undefined && !allowPrivateTargets;
    const bulkFetch = isGuarded ? (await import('./compose/guarded-fetch.ts')).createGuardedFetch() : undefined;
    const source = RATE_SOURCES[kind].open({ bundledDir: BUNDLED_PRICES, bulkOrigin: priceListUrl, bulkFetch });
    opened.set(kind, source);
    return source;
  };
}

/** Rates on disk without a service: the bundled snapshot, and a folder of refreshed ones before it. */
export const bundledRates = (userDir: string | undefined): RateSource =>
  createPricingCacheSource({ bundledDir: BUNDLED_PRICES, userDir });

/** The bytes of a file. Throws TG1007 (cannot be read) or TG1006 (too large). */
export async function readInputFile(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > MAX_INPUT_BYTES) {
      throw new TollgateError('TG1006', `${path} has ${size} bytes; at most ${MAX_INPUT_BYTES} can be read.`, {
        location: { file: path },
      });
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof TollgateError) throw cause;
    throw unreadable(path, cause);
  }
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && (found.isDirectory() ? 'folder' : 'file');
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a directory',
  EISDIR: 'it is a directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
};

function unreadable(path: string, cause: unknown): TollgateError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new TollgateError('TG1007', `${path} cannot be read: ${REASONS[code] ?? 'the system refused it'}.`, {
    location: { file: path },
    hint: code === 'EISDIR' ? 'Give a file in it.' : 'Check the path; - reads standard input.',
    cause,
  });
}
