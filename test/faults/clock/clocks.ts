import { createAwsAccess } from '../../../src/compose/aws-access.ts';
import { Decimal } from '../../../src/core/decimal.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { keepUp } from '../../../src/history/keep-up.ts';
import { listDays } from '../../../src/history/list-days.ts';
import { scan } from '../../../src/operations/scan/scan.ts';
import { startAwsLoopback } from '../../support/aws-loopback/server.ts';
import { makeEndpoints } from '../../support/aws-loopback/world.ts';
import { storeHistory } from '../../support/store-history.ts';
import { SCOPE, withRoot } from '../history/history-files.ts';
import type { Fault, Tried } from '../outcome.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3600_000, 86_400_000];

/** How far this machine's clock is ahead of AWS's. */
const WRONG: Readonly<Record<string, number>> = {
  'a clock that is three hours fast': 3 * HOUR,
  'a clock that is three hours slow': -3 * HOUR,
  'a clock that is six minutes fast': 6 * MINUTE,
  'a clock that is a year slow': -365 * DAY,
};

/** Refused with both times, and nothing counts as known. */
const refused: readonly Fault[] = Object.entries(WRONG).map(([kind, ahead]) => ({
  kind,
  tries: 3,
  attempt: () =>
    withRoot(async (root) => {
      const { error, covered } = await scanned(root, ahead);
      const isSaid = (error as { code?: string } | undefined)?.code === 'TG2005';
      return {
        wrong: [...(isSaid ? [] : (['crashed'] as const)), ...(covered === 0 ? [] : (['lost'] as const))],
        said: String(error),
      };
    }),
}));

/** Within what AWS itself bears the scan goes on, and covers no moment that AWS has not reached. */
const fourMinutes: Fault = {
  kind: 'a clock that is four minutes fast',
  tries: 3,
  attempt: () =>
    withRoot(async (root) => {
      const { error, covered } = await scanned(root, 4 * MINUTE);
      const isAhead = covered * 1000 > Date.now() - 4 * MINUTE;
      return {
        wrong: [
          ...(error === undefined ? [] : (['crashed'] as const)),
          ...(covered === 0 || isAhead ? (['lost'] as const) : []),
        ],
        said: String(error),
      };
    }),
};

/** Retention with a clock that is a year fast keeps what is young by the newest stored day, and never takes all at once. */
const yearFast: Fault = {
  kind: 'retention a year fast',
  tries: 5,
  attempt: (index) =>
    withRoot(async (root): Promise<Tried> => {
      const days = 8 + index;
      const start = Date.UTC(2026, 9, 1) / 1000;
      const rows = Array.from({ length: days }, (_, day) => ({
        endpoint: 'vpce-1',
        az: 'use1-az1',
        start: start + day * 86_400,
        periodSeconds: 60,
        bytes: 1,
      }));
      await storeHistory(root, SCOPE, rows);
      await keepUp(root, SCOPE, new Date(Date.UTC(2027, 9, 30)), { keepDays: 6, filesPerDay: 0 });
      const left = (await listDays(root, SCOPE)).length;
      return { wrong: left >= 6 ? [] : ['lost'], said: `${left} of ${days} days are left` };
    }),
};

async function scanned(root: string, ahead: number) {
  const now = Math.floor(Date.now() / 1000);
  const endpoints = makeEndpoints(2, '2026-01-01T00:00:00Z', 1);
  const world = { account: SCOPE.account, region: SCOPE.region, endpoints, stepSeconds: 3600, bytes: () => 1000 };
  const aws = await startAwsLoopback({ world, now, dateAhead: -ahead });
  Object.assign(process.env, { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  const history = createHistoryStore(root);
  try {
    const request = { regions: [SCOPE.region], accounts: [], days: 1, maxQueryCost: new Decimal(5) };
    const ports = {
      aws: createAwsAccess(),
      history,
      now: () => new Date(),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    };
    const error = await scan(request, ports).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const covered = [...(await history.coverage(SCOPE)).values()].flat().map(([, end]) => end);
    return { error, covered: Math.max(0, ...covered) };
  } finally {
    await aws.close();
  }
}

export const clocks: readonly Fault[] = [...refused, fourMinutes, yearFast];
